"""Uploaded files: what they are, what is in them, and what an anti-virus thinks."""

from accounts.uploads.field import CheckedFileField, checked
from accounts.uploads.inside import harm_in, harm_in_archive
from accounts.uploads.kinds import DAMAGED, TYPES, extension, fingerprint, safe_name
from accounts.uploads.scanning import harm_found

__all__ = [
    "DAMAGED",
    "TYPES",
    "CheckedFileField",
    "checked",
    "extension",
    "fingerprint",
    "harm_found",
    "harm_in",
    "harm_in_archive",
    "safe_name",
]
