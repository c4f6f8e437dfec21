"""A file of a programme becomes lines of text; what cannot be read says why."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from accounts.uploads import harm_found
from audit.refusal import Refused
from meetings.columns import column_of, header
from meetings.importing.readers import (
    HEADER_WITHIN,
    MAX_ROWS,
    Formula,
    text_rows,
    too_long,
    workbook_rows,
)

MAX_BYTES = 2 * 1024 * 1024
REQUIRED = ("date", "starts", "ends", "kind", "title")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
SPACES = "\n\t\u00a0\u202f\u2009"


@dataclass
class Line:
    """One row of a file: its number there, and the text of each known column."""

    number: int
    cells: dict
    formulas: list = field(default_factory=list)


@dataclass
class Sheet:
    """The lines of a file, and the headers that nobody understood."""

    columns: list
    lines: list
    ignored: list


def read(data):
    """The lines of a CSV or XLSX file, or a sentence that says what is wrong."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Refused(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise Refused(_("The file is larger than 2 MB."))
    if data.startswith(OLD_EXCEL):
        raise Refused(
            _("This is an old or protected Excel file: save it as .xlsx or .csv.")
        )
    if harm := harm_found(BytesIO(data)):
        raise Refused(harm)
    return sheet(workbook_rows(data) if data.startswith(ZIP) else text_rows(data))


def sheet(rows):
    """Find the headers, then keep every line that holds something."""
    at, columns, ignored = headers(rows)
    lines = [line(number, values, columns) for number, values in rows if number > at]
    lines = [found for found in lines if any(found.cells.values())]
    if not lines:
        raise Refused(_("The file has headers but no meeting below them."))
    if len(lines) > MAX_ROWS:
        raise too_long()
    return Sheet(list(columns), lines, ignored)


def headers(rows):
    """The row that names the most columns, among the first ones."""
    best, at, names = {}, 0, []
    for number, values in rows[:HEADER_WITHIN]:
        found = named(values)
        if len(found) > len(best):
            best, at, names = found, number, values
    known = set(best.values())
    for position, value in enumerate(names):
        if position not in known and column_of(shown(value)):
            raise Refused(_("Two columns are named “%(header)s”.") % {"header": value})
    if missing := ", ".join(header(name) for name in REQUIRED if name not in best):
        if not best:
            raise Refused(_("No row of headers was found: it must name %s.") % missing)
        raise Refused(_("These columns are missing: %s.") % missing)
    ignored = [shown(v) for i, v in enumerate(names) if i not in known and shown(v)]
    return at, best, ignored


def named(values):
    """Which position each known header of a row stands at, the first of equals."""
    found = {}
    for position, value in enumerate(values):
        name = column_of(shown(value))
        if name and name not in found:
            found[name] = position
    return found


def shown(value):
    return "" if value is None or isinstance(value, Formula) else str(value).strip()


def line(number, values, columns):
    found = Line(number, {})
    for name, position in columns.items():
        value = values[position] if position < len(values) else None
        if isinstance(value, Formula):
            found.formulas.append(name)
            value = value.text
        found.cells[name] = as_text(value, name)
    return found


def as_text(value, column):
    """What a cell says: days as 2027-01-26 and hours as 09:00, whatever the cell is."""
    if value is None:
        return ""
    if isinstance(value, timedelta):
        value = value.total_seconds() / 86400
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = of_number(value, column)
    if isinstance(value, datetime):
        value = value.time() if column in {"starts", "ends"} else value.date()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else clean(str(value))


def of_number(value, column):
    """Spreadsheets count days from 1900 and hours as parts of a day."""
    if column == "date" and 1 <= value < 100000:
        return from_excel(value)
    if column in {"starts", "ends"} and 0 <= value < 1:
        return (datetime.min + timedelta(minutes=round(value * 1440))).time()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def clean(text):
    """Without what no keyboard types; an export's mark against formulas comes off."""
    text = "".join(c for c in text if c.isprintable() or c in SPACES).strip()
    if text.startswith("'") and text.lstrip("'")[:1] in {"=", "+", "-", "@"}:
        return text[1:]
    return text
