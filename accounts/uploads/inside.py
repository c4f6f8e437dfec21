"""What must not be in a file of an accepted type: programs, disguises, bombs."""

import re
import zipfile
import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from accounts.uploads.kinds import DAMAGED

MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 3000
PIECE = 64 * 1024
# Parts of an office file that run, or carry what runs.
RUNNING = ("vbaproject", "vbadata", "activex", "oleobject", "macrosheets/")
OPEN_RUNNING = ("basic/", "scripts/")
PROGRAMS = {
    *(".bat", ".cmd", ".com", ".dll", ".exe", ".hta", ".jar", ".js", ".lnk", ".msi"),
    *(".ps1", ".scr", ".vbe", ".vbs", ".wsf"),
}
RUNNING_MARKS = (b"macroenabled", b"vbaproject", b"activex", b"macrosheet", b"ddelink")
# The parts in which such a mark means what it says, beside the relations.
SHORT = ("[content_types].xml", "xl/externallinks/")
FETCHING = (b"/attachedtemplate", b"/oleobject", b"/subdocument", b"/frame")
OLD_MACROS = ("_VBA_PROJECT", "Ole10Native")
DOCTYPES = [
    mark.encode(code)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
]
WEB = (b"<!doctype", b"<html", b"<head", b"<body", b"<svg", b"<script", b"<?xml")
ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
PDF_RUNS = (b"/JavaScript", b"/Launch", b"/RichMedia")
PACKED_OBJECTS = re.compile(rb"/ObjStm\b.{0,500}?stream\r?\n", re.DOTALL)


def harm_in(file, extension):
    """Why a file of this kind is not taken; "" where nothing speaks against it."""
    if extension in {"pdf", "png", "jpg"} and zipfile.is_zipfile(file):
        return _("This file is two files in one: only one was expected.")
    file.seek(0)
    if extension == "pdf":
        return harm_in_pdf(file.read())
    if extension in {"csv", "txt"}:
        return harm_in_text(file.read(1024))
    if extension in {"doc", "xls", "ppt"}:
        return harm_in_old_office(file.read())
    if extension in {"png", "jpg"}:
        return ""
    return harm_in_archive(file)


def programs():
    return _("The file holds macros or programs: save it without them.")


def harm_in_text(head):
    is_page = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB)
    return _("This is a web page, not a text or a table.") if is_page else ""


def harm_in_old_office(content):
    runs = any(name.encode("utf-16-le") in content for name in OLD_MACROS)
    return programs() if runs else ""


def harm_in_pdf(content):
    """A PDF may show and print; one that acts is refused."""
    parts = [content, *packed_objects(content)]
    for part in parts:
        plain = ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), part)
        if any(mark in plain for mark in PDF_RUNS):
            return _(
                "The PDF holds scripts or starts programs: print it as a PDF again."
            )
    return ""


def packed_objects(content):
    """The streams in which a PDF packs its objects, unpacked."""
    left = MOST_UNPACKED
    for found in PACKED_OBJECTS.finditer(content):
        try:
            piece = zlib.decompressobj().decompress(content[found.end() :], left)
        except zlib.error:
            continue
        left = max(left - len(piece), 1)
        yield piece


def harm_in_archive(file, most_unpacked=MOST_UNPACKED, most_parts=MOST_PARTS):
    """Why an office file, which is a ZIP file, is not taken."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > most_parts or unpacked(parts) > most_unpacked:
                return _("The file is too large once unpacked.")
            if not parts or min(part.header_offset for part in parts):
                return _("This file is two files in one: only one was expected.")
            if any(runs(part.filename.casefold()) for part in parts):
                return programs()
            if any(part.filename == "[Content_Types].xml" for part in parts):
                return harm_in_parts(archive, parts)
            return ""
    except DAMAGED:
        return _("The file is damaged: open it and save it again.")


def unpacked(parts):
    """What the parts say they hold; a lie shows when they are read."""
    return sum(part.file_size for part in parts)


def runs(name):
    return (
        name.startswith(OPEN_RUNNING)
        or any(mark in name for mark in RUNNING)
        or PurePosixPath(name).suffix in PROGRAMS
    )


def harm_in_parts(archive, parts):
    """What the XML of a Word, Excel or PowerPoint file says that it must not."""
    for part in parts:
        name = part.filename.casefold()
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        if has_doctype(archive, part):
            return _("The file is damaged: open it and save it again.")
        if not name.endswith(".rels") and not name.startswith(SHORT):
            continue
        content = archive.read(part).lower()
        if any(mark in content for mark in RUNNING_MARKS):
            return programs()
        if name.endswith(".rels") and fetches(content):
            return _(
                "The file fetches its template or its data elsewhere: save it without."
            )
    return ""


def has_doctype(archive, part):
    """A document type is how XML grows without end; no office file has one."""
    with archive.open(part) as content:
        end = b""
        while piece := content.read(PIECE):
            if any(mark in end + piece for mark in DOCTYPES):
                return True
            end = piece[-40:]
    return False


def fetches(relations):
    """Whether a part is loaded from outside as soon as the file is opened."""
    return any(
        b'"external"' in relation and any(kind in relation for kind in FETCHING)
        for relation in relations.split(b"<relationship ")
    )
