"""The programme as a table that this portal can read again."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.tables import csv_bytes, xlsx_bytes
from meetings.columns import COLUMNS, HEADERS, LAST_DAY, STATE
from meetings.models import Level, Meeting
from meetings.yearbook import with_guests

FIELDS = (
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
WIDTHS = (12, 8, 8, 24, 34, 40, 30, 60, 14, 12, 12, 12)


def table(meetings):
    """Headers, then one row a meeting: days and hours as such, the rest as text."""
    found = with_guests(meetings, *FIELDS)
    names = (*COLUMNS, STATE, LAST_DAY)
    headers = [HEADERS[name][get_language() == "en"] for name in names]
    return headers, [cells(row) for row in found]


def cells(row):
    starts, ends = (timezone.localtime(row[name]) for name in ("starts_at", "ends_at"))
    return [
        starts.date(),
        starts.time(),
        ends.time(),
        capfirst(str(Meeting.Kind(row["kind"]).label)),
        row["committee__name"] or "",
        ", ".join(row["guests"]),
        row["place"] or row["room__name"] or "",
        row["title"],
        row["lead__acronym"] or "",
        str(Level(row["level"]).label),
        str(Meeting.State(row["state"]).label),
        ends.date() if ends.date() != starts.date() else "",
    ]


def as_csv(meetings):
    """For spreadsheets in the reader's language: a BOM, and what separates there."""
    headers, rows = table(meetings)
    return csv_bytes([headers, *rows])


def as_xlsx(meetings, title):
    headers, rows = table(meetings)
    return xlsx_bytes([headers, *rows], title, WIDTHS)


def filename(year, ending):
    return f"{_('programme')}-{year}.{ending}"
