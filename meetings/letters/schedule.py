"""When reminders fall due, counted in working days before and after a meeting."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from meetings.models import Meeting, Programme
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
    """A reminder is useful from one moment on, until another.

    `chosen` is the field where a programme or a meeting says other days.
    """

    start: Moment
    end: Moment | None = None
    chosen: str = ""

    def at(self, days):
        """The same reminder, so many days before and until the meeting begins."""
        if days == -self.start.days:
            return self
        return replace(self, start=replace(self.start, days=-days), end=None)

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


PLEASE_ANSWER = Rule(Moment(-10), Moment(-2), "answer_days")
PAPERS = Rule(Moment(-7, in_workdays=False), Moment(-2), "papers_days")
REMINDER = Rule(Moment(-2), chosen="reminder_days")
TOMORROW = Rule(Moment(-1, NINE, in_workdays=False), chosen="eve_days")
AFTERWARDS = Rule(Moment(1), Moment(6))
USUAL = {
    rule.chosen: -rule.start.days
    for rule in (PLEASE_ANSWER, PAPERS, REMINDER, TOMORROW)
}


def variants(rule, now, meeting=""):
    """A rule as it is wanted, each with the condition for its meetings.

    `meeting` is the path from the rows that are asked for to their meeting.
    """
    wanted = days_wanted(rule, now)
    if not wanted:
        return [(rule, Q())]
    own = f"{meeting}{rule.chosen}", f"{meeting}programme__{rule.chosen}"
    days = Coalesce(*own, -rule.start.days)
    wanted = (wanted | {-rule.start.days}) - {0}
    return [(rule.at(n), Q(Exact(days, n))) for n in sorted(wanted)]


def days_wanted(rule, now):
    """The days that programmes, and meetings to come, name instead of the usual ones."""
    if not rule.chosen:
        return set()
    named = {f"{rule.chosen}__isnull": False}
    rows = [
        Programme.objects.filter(**named),
        Meeting.objects.filter(starts_at__gt=now, **named),
    ]
    programmes, meetings = (r.order_by().values_list(rule.chosen) for r in rows)
    return {days for (days,) in programmes.union(meetings)}
