"""When reminders fall due, counted in working days before and after a meeting."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from workdays.arithmetic import around

MORNING, NINE = time(8), time(9)


def calendar_around(now):
    """Holidays and weekends near today, for every question of one scan."""
    return around(timezone.localdate(now))


@dataclass(frozen=True)
class Moment:
    """So many working days, or plain days, before a meeting's day, or after it."""

    days: int
    hour: time = MORNING
    in_workdays: bool = True

    def of(self, day, calendar):
        if self.in_workdays:
            on = calendar.add_workdays(day, self.days)
        else:
            on = day + timedelta(days=self.days)
        return timezone.make_aware(datetime.combine(on, self.hour))


@dataclass(frozen=True)
class Rule:
    """A reminder is useful from one moment on, until another."""

    start: Moment
    end: Moment | None = None

    def days(self, now, calendar):
        """The first and the last day of meetings for which it may be due now."""
        today = timezone.localdate(now)
        reach = 2 * max(abs(m.days) for m in (self.start, self.end or self.start)) + 10
        offsets = range(reach + 1) if self.start.days < 0 else range(-reach, 1)
        days = (today + timedelta(days=offset) for offset in offsets)
        due = [day for day in days if self.is_due(day, now, calendar)]
        return (due[0], due[-1]) if due else (None, None)

    def is_due(self, day, now, calendar):
        if self.start.of(day, calendar) > now:
            return False
        if self.end is None:
            return day >= timezone.localdate(now)
        return now < self.end.of(day, calendar)


PLEASE_ANSWER = Rule(Moment(-10), Moment(-2))
PAPERS = Rule(Moment(-7, in_workdays=False), Moment(-2))
REMINDER = Rule(Moment(-2))
TOMORROW = Rule(Moment(-1, NINE, in_workdays=False))
AFTERWARDS = Rule(Moment(1), Moment(6))
