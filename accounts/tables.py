"""Rows as a CSV file that spreadsheets open without harm."""

import csv
from io import StringIO

from django.utils.translation import get_language

DANGEROUS = ("=", "+", "-", "@")
CUNNING = ("\t", "\r")
# What no keyboard types and no workbook may hold.
CONTROL = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")


def harmless(value):
    """A text that no spreadsheet takes for a formula; days and hours stay such."""
    if not isinstance(value, str):
        return value
    text = value.translate(CONTROL)
    is_risky = text.startswith(CUNNING) or text.strip().lstrip("'").startswith(
        DANGEROUS
    )
    return f"'{text}" if is_risky else text


def csv_bytes(rows):
    """In the reader's language: a BOM, and what separates there."""
    english = get_language() == "en"
    text = StringIO()
    writer = csv.writer(text, delimiter="," if english else ";")
    for row in rows:
        writer.writerow([written(value, english) for value in row])
    return text.getvalue().encode("utf-8-sig")


def written(value, english):
    if hasattr(value, "year"):
        return value.isoformat() if english else f"{value:%d/%m/%Y}"
    return f"{value:%H:%M}" if hasattr(value, "hour") else harmless(value)
