"""The files of a version, made once when it is published."""

import csv
import hashlib
import io
import json

from openpyxl import Workbook

from accounts.tables import harmless
from surveys.models import Download, Level
from surveys.opendata.package import datapackage
from surveys.opendata.picture import share_picture
from surveys.opendata.rows import COLUMNS, FICTITIOUS, results

CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CODEBOOK = (
    "code",
    "group",
    "factor",
    "scale",
    "is_reversed",
    "is_sensitive",
    "comparable_since",
    "wording_fr",
    "wording_en",
    "level",
)


def pack(version):
    """Store every file of every level, with its SHA-256."""
    version.downloads.all().delete()
    books = {}
    for level in Level:
        files = contents(version, level, books)
        made = [stored(version, level, *file) for file in files]
        sums = "".join(f"{file.sha256}  {file.name}\n" for file in made)
        made.append(stored(version, level, "SHA256SUMS", "text/plain", sums.encode()))
        Download.objects.bulk_create(made)


def stored(version, level, name, media_type, content):
    return Download(
        version=version,
        level=level,
        name=name,
        media_type=media_type,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def contents(version, level, books):
    """(name, media type, bytes) of each file; the package names the others.

    Where a level adds nothing its workbook is the one of the level below.
    """
    rows = results(version, level)
    if len(rows) not in books:
        books[len(rows)] = workbook(rows)
    files = [
        ("results.csv", CSV, table(rows, COLUMNS)),
        ("results-excel-fr.csv", CSV, excel_fr(rows)),
        ("results.xlsx", XLSX, books[len(rows)]),
        ("results.json", JSON, as_json(version, level, rows)),
        ("codebook.csv", CSV, table(codebook(version, level), CODEBOOK)),
    ]
    files.append(("datapackage.json", JSON, datapackage(version, files)))
    if level == Level.PUBLIC:
        files.append(("share.png", "image/png", share_picture(version)))
    return files


def table(rows, columns, delimiter=","):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row[column]) for column in columns])
    return out.getvalue().encode()


def excel_fr(rows):
    """The same values for a French Excel: its mark, its semicolon."""
    return b"\xef\xbb\xbf" + table(rows, COLUMNS, ";")


def workbook(rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("results")
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([harmless(row[column]) for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(version, level, rows):
    page = {
        "wave": version.wave.year,
        "version": version.number,
        "title": {"fr": version.wave.title, "en": version.wave.title_en},
        "level": level.slug,
        "note": FICTITIOUS if version.wave.is_fictitious else "",
        "results": rows,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode()


def codebook(version, level):
    for question in version.questions.filter(level__lte=level):
        row = {name: getattr(question, name) for name in CODEBOOK}
        row["is_reversed"] = int(question.is_reversed)
        row["is_sensitive"] = int(question.is_sensitive)
        yield row | {"level": Level(question.level).slug}
