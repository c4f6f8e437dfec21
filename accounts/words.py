"""Spellings that people take for the same word."""

import re
import unicodedata
from itertools import filterfalse

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})


def folded(text):
    """The same for spellings that differ in accents, case, apostrophes or spaces."""
    text = unicodedata.normalize("NFKD", str(text).translate(APOSTROPHES))
    text = "".join(filterfalse(unicodedata.combining, text))
    text = text.translate(DASHES).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"\s+", " ", text).strip().casefold()
