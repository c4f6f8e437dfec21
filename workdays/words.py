"""Days in words: the first of a month is “1er” in French, on pages and in letters."""

import re

from django.utils import formats
from django.utils.translation import get_language

DAY_OF_MONTH = re.compile(r"(?<!\\)j(?=[\s\u00a0]+[EFMNb])")


def date_format(value, format=None):
    """A day as the language writes it: 2 décembre, but 1er décembre."""
    if get_language() == "fr" and value.day == 1:
        wanted = formats.get_format(format or "DATE_FORMAT", "fr")
        format = DAY_OF_MONTH.sub(r"j\\e\\r", wanted)
    return formats.date_format(value, format)
