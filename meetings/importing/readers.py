"""Rows out of text and workbooks that anybody may have made, or made up."""

import csv
import zipfile
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from accounts.uploads import DAMAGED, harm_in_archive
from audit.refusal import Refused
from meetings.columns import column_of

MAX_UNPACKED = 20 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 2000
MAX_COLUMNS = 60
MAX_CELL = 4000
HEADER_WITHIN = 20
BOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Formula:
    """A cell whose value only a spreadsheet program could tell."""

    text: str


def too_long():
    return Refused(_("The file holds more than 2,000 rows."))


def text_rows(data):
    """Rows of a CSV file; what separates is what makes the headers understood."""
    text = decoded(data)
    candidates = [parsed(text, mark, HEADER_WITHIN) for mark in ";,\t"]
    scores = [known_headers(rows) for rows in candidates]
    best = scores.index(max(scores))
    return parsed(text, ";,\t"[best], MAX_ROWS + HEADER_WITHIN)


def decoded(data):
    """UTF-8 as the norm, UTF-16 where its mark says so, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codes = ("utf-16",)
    else:
        codes = ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(_("This is neither a text nor an Excel workbook."))


def parsed(text, mark, most):
    rows = []
    try:
        for number, row in enumerate(
            csv.reader(StringIO(text, newline=""), delimiter=mark), start=1
        ):
            if number > most:
                if most > HEADER_WITHIN:
                    raise too_long()
                break
            rows.append((number, [cell[:MAX_CELL] for cell in row[:MAX_COLUMNS]]))
    except csv.Error as error:
        raise Refused(_("The text cannot be read as a table.")) from error
    return rows


def known_headers(rows):
    return max(
        (sum(bool(column_of(v)) for v in values) for _n, values in rows), default=0
    )


def workbook_rows(data):
    """Rows of the first sheet of a workbook that has headers we know."""
    check(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False)
        sheets = [sheet_rows(sheet) for sheet in book.worksheets[:10]]
    except Refused:
        raise
    except Exception as error:
        # openpyxl raises whatever it stumbles over in a damaged file.
        raise unreadable() from error
    if not sheets:
        raise unreadable()
    return max(sheets, key=lambda rows: known_headers(rows[:HEADER_WITHIN]))


def unreadable():
    return Refused(_("The workbook cannot be read: open it and save it as .xlsx."))


def check(data):
    """Refuse what is no workbook, holds macros, or would unpack without end."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.casefold() for name in archive.namelist()}
    except DAMAGED as error:
        raise unreadable() from error
    if BOOK not in names:
        raise Refused(_("This is no Excel workbook: save it as .xlsx or .csv."))
    if harm := harm_in_archive(BytesIO(data), MAX_UNPACKED, MAX_PARTS):
        raise Refused(harm)


def sheet_rows(sheet):
    """What stands in a sheet; its gaps, which are one tuple repeated, cost nothing."""
    sheet.reset_dimensions()  # what a file claims of its size need not be so
    rows, gap = [], None
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if cells is gap:
            continue
        gap = cells
        values = [cell_value(cell) for cell in cells]
        if any(value not in (None, "") for value in values):
            if number > MAX_ROWS + HEADER_WITHIN:
                raise too_long()
            rows.append((number, values))
    return rows


def cell_value(cell):
    value = cell.value
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", value))[:MAX_CELL])
    return value[:MAX_CELL] if isinstance(value, str) else value
