"""Hours as a reader writes them, and spellings that mean the same."""

from django.utils.translation import gettext, pgettext

from accounts.words import folded

__all__ = ["clock", "folded", "titled"]


def clock(moment):
    """9 h 30 in French, 9:30 in English; a time, or an instant in local time."""
    return pgettext("time of day", "%(hour)s:%(minute)s") % {
        "hour": moment.hour,
        "minute": f"{moment.minute:02}",
    }


def titled(title, frame):
    """A subject that can be told from the others' “ordinary meeting no. 2”."""
    if not frame or frame.casefold() in title.casefold():
        return title
    return gettext("%(frame)s: %(title)s") % {"frame": frame, "title": title}
