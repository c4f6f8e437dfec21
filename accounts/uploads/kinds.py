"""What an uploaded file is, told by its content; its name is only a wish."""

import hashlib
import re
import zipfile
import zlib
from pathlib import PurePath

from django.core.exceptions import SuspiciousFileOperation
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": f"{OPEN}text",
    "ods": f"{OPEN}spreadsheet",
    "odp": f"{OPEN}presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
# What reading a ZIP file that somebody made up may raise.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
ACCEPTED = ",".join(f".{extension}" for extension in [*TYPES, "jpeg"])
HINT = _("PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, text or CSV.")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def extension(file, name):
    """The extension that the content deserves, or "" where it is not accepted."""
    file.seek(0)
    head = file.read(1024)
    for signature, found in SIGNATURES.items():
        if head.startswith(signature):
            return found
    wish = PurePath(name).suffix.lower().lstrip(".")
    if head.startswith(OLD_OFFICE):
        return wish if wish in {"doc", "xls", "ppt"} else ""
    if head.startswith(b"PK\x03\x04"):
        return packed(file)
    return wish if wish in {"csv", "txt"} and is_text(file) else ""


def packed(file):
    """Which office format a ZIP file is."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    kind = entry.read(100).decode("ascii", "replace").strip()
                return next((e for e, known in TYPES.items() if known == kind), "")
    except DAMAGED:
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next(
        (e for f, e in FOLDERS.items() if any(n.startswith(f) for n in names)), ""
    )


def is_text(file):
    file.seek(0)
    return not any(CONTROL.search(chunk) for chunk in file.chunks())


def safe_name(name, extension):
    """A name without paths or tricks, that ends as its content says."""
    stem = PurePath(name.replace("\\", "/")).stem.strip(". ")
    try:
        stem = get_valid_filename(stem)
    except SuspiciousFileOperation:
        stem = "document"
    return f"{stem[:100]}.{extension}"


def fingerprint(upload):
    """The SHA-256 by which anybody recognises the file."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
