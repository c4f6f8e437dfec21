"""One file format for all: XLSX, or CSV in the spellings that spreadsheets write."""

import csv
import re
import zipfile
from io import BytesIO, StringIO

import tablib
from django.utils.translation import gettext
from import_export.formats import base_formats
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accounts.tables import DANGEROUS, csv_bytes, harmless
from accounts.uploads import harm_in_archive
from audit.refusal import Refused

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_ROWS = 5000
LINE = "__line__"
ZIP = b"PK\x03\x04"
UNREADABLE = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError)


class Spreadsheet(base_formats.Format):
    """Reads either kind by its content; every cell becomes text, every row its line."""

    def __init__(self, encoding=None):
        """Takes what the package passes; the encoding is found in the file."""

    def get_title(self):
        return "CSV, XLSX"

    def can_import(self):
        return True

    def create_dataset(self, content):
        rows = workbook_rows(content) if content.startswith(ZIP) else text_rows(content)
        numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
        if len(numbered) > MAX_ROWS:
            raise Refused(
                gettext("The file has more than %(rows)s rows.") % {"rows": MAX_ROWS}
            )
        if not numbered:
            raise Refused(gettext("The file is empty."))
        headers = numbered[0][1]
        dataset = tablib.Dataset(headers=[LINE, *headers])
        for number, row in numbered[1:]:
            padded = (row + [""] * len(headers))[: len(headers)]
            dataset.append([str(number), *padded])
        return dataset


def workbook_rows(content):
    if harm := harm_in_archive(BytesIO(content), MAX_UNPACKED):
        raise Refused(harm)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 10, max_col=50)
        return [trimmed([text(value) for value in row]) for row in rows]
    except (*UNREADABLE, IndexError) as error:
        raise Refused(
            gettext("This file is not a workbook that can be read.")
        ) from error


def text_rows(content):
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = content.decode("cp1252", errors="replace")
    if "\x00" in decoded:
        raise Refused(gettext("This file is neither CSV nor XLSX."))
    first = decoded.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(StringIO(decoded, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Refused(gettext("This file is neither CSV nor XLSX.")) from error
    return [trimmed([text(value) for value in row]) for row in rows]


def text(value):
    """A cell as text; the apostrophe that made it harmless comes off again."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    value = re.sub(r"\s+", " ", str(value)).strip()
    return value[1:] if value[:1] == "'" and value[1:2] in DANGEROUS else value


def trimmed(row):
    while row and not row[-1]:
        row.pop()
    return row


class HarmlessCSV(base_formats.CSV):
    """In the reader's language, with a BOM; no cell is taken for a formula."""

    def export_data(self, dataset, **kwargs):
        return csv_bytes([dataset.headers, *dataset])

    def is_binary(self):
        return True


class HarmlessXLSX(base_formats.XLSX):
    def export_data(self, dataset, **kwargs):
        safe = tablib.Dataset(headers=dataset.headers)
        for row in dataset:
            safe.append([harmless(value) for value in row])
        return super().export_data(safe, **kwargs)
