"""Dates and hours in words, in the language that is active and the portal's zone."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.words import clock
from workdays.arithmetic import local
from workdays.words import date_format

# From the first day of a meeting to its last, at most.
LONGEST = timedelta(days=6)


def days_of(starts_at, ends_at):
    """Every day of a meeting; each is between the same hours."""
    first, last = local(starts_at).date(), local(ends_at).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def day_in_words(moment, with_year=True):
    """Tuesday 16 March 2027, mardi 16 mars 2027."""
    return date_format(local(moment), "l j F Y" if with_year else "l j F")


def span_in_words(starts_at, ends_at=None):
    """The day, and from when to when."""
    starts = local(starts_at)
    if ends_at is None:
        return _("%(day)s, %(hour)s") % {
            "day": day_in_words(starts),
            "hour": clock(starts),
        }
    ends = local(ends_at)
    hours = {"starts": clock(starts), "ends": clock(ends)}
    if starts.date() == ends.date():
        return _("%(day)s, %(starts)s to %(ends)s") % {
            **hours,
            "day": day_in_words(starts),
        }
    same_year = starts.year == ends.year
    return _("%(first)s to %(last)s, %(starts)s to %(ends)s each day") % {
        **hours,
        "first": day_in_words(starts, with_year=not same_year),
        "last": day_in_words(ends),
    }


def zone_in_words(moment):
    """Whose hour it is: the city that names the zone, and its distance to UTC."""
    city = settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")
    offset = local(moment).strftime("%z")
    hours = f"{offset[0]}{int(offset[1:3])}" + (
        f":{offset[3:]}" if offset[3:] != "00" else ""
    )
    return _("%(city)s time, UTC%(offset)s") % {"city": city, "offset": hours}
