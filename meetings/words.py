"""Hours and places as a reader writes them, and as typing may vary them."""

import re
import unicodedata

from django.utils.translation import pgettext

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})


def clock(moment):
    """10 h 30 in French, 10:30 in English; a time, or an instant in local time."""
    return pgettext("time of day", "%(hour)s:%(minute)s") % {
        "hour": moment.hour if moment.hour > 9 else f"0{moment.hour}",
        "minute": f"{moment.minute:02}",
    }


def folded(text):
    """The same for spellings that differ in accents, case, apostrophes or spaces."""
    text = unicodedata.normalize("NFKD", str(text).translate(APOSTROPHES))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.translate(DASHES).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"\s+", " ", text).strip().casefold()
