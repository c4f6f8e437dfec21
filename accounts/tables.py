"""Rows as a CSV file or a workbook that spreadsheets open without harm."""

import csv
from io import SEEK_END, BytesIO, StringIO

from django.http import HttpResponse
from django.utils.translation import get_language
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    return b"".join(csv_lines(rows))


def csv_lines(rows):
    """The same line by line, for what is too long to be kept in memory."""
    english = get_language() == "en"
    text = StringIO("\ufeff")
    text.seek(0, SEEK_END)
    writer = csv.writer(text, delimiter="," if english else ";")
    for row in rows:
        writer.writerow([written(value, english) for value in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def written(value, english):
    if hasattr(value, "year"):
        return value.isoformat() if english else f"{value:%d/%m/%Y}"
    return f"{value:%H:%M}" if hasattr(value, "hour") else harmless(value)


def xlsx_bytes(rows, title, widths):
    """A workbook of one sheet; rows that come before the headers hold one cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for row in rows:
        sheet.append([harmless(value) for value in row])
    dress(sheet, widths, headers=next(n for n, row in enumerate(rows, 1) if row[1:]))
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def dress(sheet, widths, headers):
    """Bold headers that stay in sight, days and hours as people write them."""
    sheet.freeze_panes = f"A{headers + 1}"
    for cell in sheet[headers]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows(min_row=headers + 1):
        for cell in row:
            if hasattr(cell.value, "year"):
                cell.number_format = "dd/mm/yyyy"
            elif hasattr(cell.value, "hour"):
                cell.number_format = "hh:mm"
            else:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    last = get_column_letter(sheet.max_column)
    sheet.auto_filter.ref = f"A{headers}:{last}{sheet.max_row}"


def download(data, content_type, name):
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
