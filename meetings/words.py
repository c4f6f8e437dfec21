"""Hours as a reader writes them, and spellings that mean the same."""

from django.utils.translation import pgettext

from accounts.words import folded

__all__ = ["clock", "folded"]


def clock(moment):
    """9 h 30 in French, 9:30 in English; a time, or an instant in local time."""
    return pgettext("time of day", "%(hour)s:%(minute)s") % {
        "hour": moment.hour,
        "minute": f"{moment.minute:02}",
    }
