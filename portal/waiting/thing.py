"""One thing that waits, and the moment at which it is looked at."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from accounts.models import Organisation
from workdays.arithmetic import Calendar


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


def outside_customs(organisations):
    """Those that Customs asks for opinions, comments and topics."""
    return [row for row in organisations if row.kind != Organisation.Kind.CUSTOMS]


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
