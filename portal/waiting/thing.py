"""One thing that waits, and the moment at which it is looked at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from workdays.arithmetic import Calendar
from workdays.words import date_format

PAPERS_BEFORE = timedelta(days=7)
OF_A_MEETING = (
    *("title", "title_en", "starts_at", "ends_at"),
    *("programme__year", "committee__name", "committee__name_en"),
)


@dataclass(frozen=True)
class Waiting:
    """One thing to do, until a day."""

    title: str
    detail: str
    action: str
    url: str
    due_on: date

    @property
    def is_late(self):
        return self.due_on < timezone.localdate()


def named(rows, path="", *more):
    """Rows in no order, with what their meeting's title, hours and address need."""
    fields = [f"{path}{name}" for name in OF_A_MEETING]
    joined = rows.order_by().select_related(f"{path}programme", f"{path}committee")
    return joined.only(*fields, *more)


def when(meeting):
    starts_at = timezone.localtime(meeting.starts_at)
    return date_format(starts_at, "l j F, ") + date_format(starts_at, "TIME_FORMAT")


@dataclass(frozen=True)
class Moment:
    """Now, and the working days around it, read once for all sources."""

    now: datetime
    calendar: Calendar

    @property
    def today(self):
        return timezone.localdate(self.now)

    def workday_by(self, moment):
        return self.calendar.previous_workday(timezone.localdate(moment))

    def workdays_after(self, moment, count):
        return self.calendar.add_workdays(timezone.localdate(moment), count)
