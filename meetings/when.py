"""Dates and hours in words, in the language that is active and the portal's zone."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.words import clock


def day_in_words(moment, with_year=True):
    """Tuesday 16 March 2027, mardi 16 mars 2027; the first is “1er” in French."""
    local = timezone.localtime(moment)
    words = date_format(local, "l j F Y" if with_year else "l j F")
    if get_language() == "fr" and local.day == 1:
        words = words.replace(" 1 ", " 1er ", 1)
    return words


def span_in_words(starts_at, ends_at=None):
    """The day, and from when to when."""
    starts = timezone.localtime(starts_at)
    if ends_at is None:
        return _("%(day)s, %(hour)s") % {
            "day": day_in_words(starts),
            "hour": clock(starts),
        }
    return _("%(day)s, %(starts)s to %(ends)s") % {
        "day": day_in_words(starts),
        "starts": clock(starts),
        "ends": clock(timezone.localtime(ends_at)),
    }


def zone_in_words(moment):
    """Whose hour it is: the city that names the zone, and its distance to UTC."""
    city = settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")
    offset = timezone.localtime(moment).strftime("%z")
    hours = f"{offset[0]}{int(offset[1:3])}" + (
        f":{offset[3:]}" if offset[3:] != "00" else ""
    )
    return _("%(city)s time, UTC%(offset)s") % {"city": city, "offset": hours}
