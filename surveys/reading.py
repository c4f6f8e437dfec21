"""Rows of an uploaded CSV or XLSX, straight from memory: nothing touches the disk."""

import csv
import io
import zipfile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accounts.uploads import harm_in_archive

MAX_UNPACKED = 400 * 1024 * 1024
DELIMITERS = ",;\t"


class Unreadable(Exception):
    """The bytes are not a table; the message is a rule of surveys.problems."""


def numbered_rows(data):
    """(row number, cells as stripped text) of a file, the header first."""
    rows = workbook_rows(data) if data[:4] == b"PK\x03\x04" else csv_rows(data)
    for number, cells in enumerate(rows, start=1):
        if any(cells):
            yield number, cells


def csv_rows(data):
    try:
        text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
        header = text.readline()
        if "\0" in header:
            raise Unreadable("unreadable")
        text.seek(0)
        delimiter = max(DELIMITERS, key=header.count)
        for cells in csv.reader(text, delimiter=delimiter, strict=True):
            yield [cell.strip() for cell in cells]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable("unreadable") from error


def workbook_rows(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise Unreadable("too_large")
        if harm_in_archive(io.BytesIO(data), MAX_UNPACKED):
            raise Unreadable("unreadable")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for cells in book.worksheets[0].iter_rows(values_only=True):
            yield [as_text(cell) for cell in cells]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise Unreadable("unreadable") from error


def as_text(cell):
    """What somebody reads in the cell: 4, not 4.0; nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
