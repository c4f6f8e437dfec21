"""Days and hours as people type them."""

import re
from datetime import date, time

DAY = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
HOUR = re.compile(r"^(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?:\s*min|:00)?$", re.IGNORECASE)


def day(text):
    """26/01/2027 or 2027-01-26; nothing for anything else."""
    if found := DAY.match(text):
        day, month, year = map(int, found.groups())
    elif found := ISO.match(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def hour(text):
    """09:00, 9h, 09h30, 9 h 30; nothing for anything else."""
    found = HOUR.match(text)
    if not found or (":" in text and not found[2]):
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None


def names(text):
    """The names in one cell, split at commas and semicolons outside of quotes."""
    parts = re.findall(r'"([^"]*)"|([^,;\n"]+)', text)
    found = [(quoted or plain).strip() for quoted, plain in parts]
    return [name for name in found if name]
