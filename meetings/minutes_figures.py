"""The indicators that minutes give: published in time, women among delegates."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from audit.prepared import prepared
from meetings.asked import YEAR
from meetings.deadlines import PUBLISHED_WITHIN
from meetings.models import Meeting
from workdays.arithmetic import Calendar, local

# Fifteen working days end within it, unless there are many holidays.
A_MONTH = timedelta(days=31)
TOOK_PLACE = [Meeting.State.HELD, Meeting.State.CLOSED]


@dataclass(frozen=True)
class Share:
    """So many of so many; no percentage of nothing."""

    part: int
    whole: int

    @property
    def percent(self):
        return round(100 * self.part / self.whole) if self.whole else None


def when_published(meetings):
    """When each that took place was over, and when its minutes were published."""
    found = meetings.filter(state__in=TOOK_PLACE).order_by()
    return found.values_list("ends_at", "minutes__published_at")


def women_counted(meetings):
    """The women among the delegates and all of these, where they were counted."""
    present = Count("attendances", filter=Q(attendances__is_present=True))
    found = meetings.filter(minutes__women__isnull=False).annotate(present=present)
    return found.order_by().values_list("minutes__women", "present")


def of_year(states):
    """The meetings of a year, or those of its programmes in some states."""
    found = Meeting.objects.filter(programme__year=YEAR)
    return found.filter(programme__state__in=states) if states else found


@prepared
def ends(*states):
    return when_published(of_year(states))


@prepared
def counts(*states):
    return women_counted(of_year(states))


def published_in_time(rows, today=None):
    """Of the meetings whose minutes were due: published within fifteen working days.

    Minutes published before they are due count at once.
    """
    today = today or timezone.localdate()
    if not rows:
        return Share(0, 0)
    days = [local(ends_at).date() for ends_at, _published in rows]
    calendar = Calendar.load(min(days), max(days) + A_MONTH)
    in_time = late = 0
    for day, (_ends_at, published_at) in zip(days, rows, strict=True):
        due_on = calendar.add_workdays(day, PUBLISHED_WITHIN)
        if published_at and local(published_at).date() <= due_on:
            in_time += 1
        elif due_on < today:
            late += 1
    return Share(in_time, in_time + late)


def women_among_delegates(rows):
    """Over the meetings that counted; the others would bias the share."""
    return Share(sum(w for w, _present in rows), sum(p for _women, p in rows))
