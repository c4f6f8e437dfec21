"""Rows as a CSV file that spreadsheets open without harm."""

import csv
from io import StringIO

from django.utils.translation import get_language

DANGEROUS = ("=", "+", "-", "@")


def harmless(value):
    """A text that no spreadsheet takes for a formula; days and hours stay such."""
    if isinstance(value, str) and value.strip().lstrip("'").startswith(DANGEROUS):
        return f"'{value}"
    return value


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
