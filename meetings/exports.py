"""The programme as a table that this portal can read again."""

from io import BytesIO

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from accounts.tables import csv_bytes, harmless
from meetings.columns import COLUMNS, HEADERS, STATE
from meetings.models import Level, Meeting
from meetings.yearbook import acronyms

FIELDS = (
    "pk",
    "starts_at",
    "ends_at",
    "kind",
    "committee__name",
    "room__name",
    "place",
    "title",
    "title_en",
    "lead__acronym",
    "level",
    "state",
)
WIDTHS = (12, 8, 8, 24, 34, 40, 30, 60, 14, 12, 12)


def table(meetings):
    """Headers, then one row a meeting: days and hours as such, the rest as text."""
    found = list(meetings.values(*FIELDS))
    guests = acronyms(row["pk"] for row in found)
    headers = [HEADERS[name][get_language() == "en"] for name in (*COLUMNS, STATE)]
    return headers, [cells(row, guests[row["pk"]]) for row in found]


def cells(row, guests):
    starts, ends = (timezone.localtime(row[name]) for name in ("starts_at", "ends_at"))
    return [
        starts.date(),
        starts.time(),
        ends.time(),
        capfirst(str(Meeting.Kind(row["kind"]).label)),
        row["committee__name"] or "",
        ", ".join(guests),
        row["place"] or row["room__name"] or "",
        row["title"],
        row["lead__acronym"] or "",
        str(Level(row["level"]).label),
        str(Meeting.State(row["state"]).label),
    ]


def as_csv(meetings):
    """For spreadsheets in the reader's language: a BOM, and what separates there."""
    headers, rows = table(meetings)
    return csv_bytes([headers, *rows])


def as_xlsx(meetings, title):
    headers, rows = table(meetings)
    return xlsx_bytes(headers, rows, title)


def xlsx_bytes(headers, rows, title):
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.append(headers)
    for row in rows:
        sheet.append([harmless(value) for value in row])
    dress(sheet)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def dress(sheet):
    """Bold headers that stay in sight, days and hours as people write them."""
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJK", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=2):
        row[0].number_format = "dd/mm/yyyy"
        row[1].number_format = row[2].number_format = "hh:mm"
        for cell in row[3:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref = sheet.dimensions


def filename(year, ending):
    return f"{_('programme')}-{year}.{ending}"
