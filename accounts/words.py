"""Spellings that people take for the same word."""

import re
import unicodedata

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})


def folded(text):
    """The same for spellings that differ in accents, case, apostrophes or spaces."""
    text = unicodedata.normalize("NFKD", str(text).translate(APOSTROPHES))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.translate(DASHES).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"\s+", " ", text).strip().casefold()
