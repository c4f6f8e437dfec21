"""Working days and office hours, asked of the editable tables.

One question: `add_workdays(day, 5)`. Many questions: load a `Calendar` once and
ask it; it needs two queries, however many meetings are checked against it. Within
`one_calendar()` all single questions share those two queries as well.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.prepared import day as gap
from audit.prepared import prepared
from workdays.models import Holiday, OfficeHours, Weekday

ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)
FIRST_DAY, LAST_DAY = gap("first_day"), gap("last_day")
SHARED = ContextVar("the calendar that is shared", default=None)
USUAL_WEEKEND = {Weekday.SATURDAY, Weekday.SUNDAY}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the hours of a meeting."""

    class Code(TextChoices):
        HOLIDAY = "holiday", _("holiday")
        WEEKEND = "weekend", _("weekend")
        OUTSIDE_HOURS = "outside_hours", _("outside office hours")
        BREAK = "break", _("during the break")
        FRIDAY_BREAK = "friday_break", _("during the Friday prayer break")

    code: str
    day: date
    holiday: Holiday | None = None
    hours: OfficeHours | None = None

    @property
    def is_confirmed(self):
        """False where the day or the hours are still to be confirmed."""
        source = self.holiday or self.hours
        return source is None or source.is_confirmed

    def __str__(self):
        return SENTENCES[self.code](self)


def holiday_sentence(problem):
    if problem.is_confirmed:
        text = gettext("The offices are closed: %(holiday)s.")
    else:
        text = gettext(
            "The offices are probably closed: %(holiday)s (to be confirmed)."
        )
    return text % {"holiday": problem.holiday}


def hours_sentence(problem):
    text = gettext("Outside office hours, %(opens)s to %(closes)s that day.")
    return text % {
        "opens": time_format(problem.hours.opens_at),
        "closes": time_format(problem.hours.closes_at),
    }


def break_sentence(problem):
    if problem.code == Problem.Code.FRIDAY_BREAK:
        text = gettext("During the Friday prayer break, %(starts)s to %(ends)s.")
    else:
        text = gettext("During the break, %(starts)s to %(ends)s.")
    return text % {
        "starts": time_format(problem.hours.break_starts_at),
        "ends": time_format(problem.hours.break_ends_at),
    }


SENTENCES = {
    Problem.Code.HOLIDAY: holiday_sentence,
    Problem.Code.WEEKEND: lambda problem: gettext("The offices are closed that day."),
    Problem.Code.OUTSIDE_HOURS: hours_sentence,
    Problem.Code.BREAK: break_sentence,
    Problem.Code.FRIDAY_BREAK: break_sentence,
}


class Calendar:
    """Holidays and office hours in memory; it reads on where a question leads out."""

    def __init__(self, first_day, last_day):
        self.first_day, self.last_day = first_day, last_day
        self.holidays = {}
        self._read(first_day, last_day)
        hours = office_hours()
        self._always = {row.weekday: row for row in hours if row.starts_on is None}
        self._periods = [row for row in hours if row.starts_on is not None]
        self.weekend = (
            set(Weekday) - set(self._always) if self._always else USUAL_WEEKEND
        )

    @classmethod
    def load(cls, first_day, last_day):
        """Everything that a batch of questions about a period needs, in two queries."""
        return cls(first_day, last_day)

    def _read(self, first_day, last_day):
        for holiday in holidays(first_day=first_day, last_day=last_day):
            self.holidays[holiday.day] = holiday

    def _reach(self, day):
        if day < self.first_day:
            first = day - A_YEAR
            self._read(first, self.first_day - ONE_DAY)
            self.first_day = first
        elif day > self.last_day:
            last = day + A_YEAR
            self._read(self.last_day + ONE_DAY, last)
            self.last_day = last

    def holiday(self, day):
        """The holiday of a day, or None; a confirmed one goes before the others."""
        self._reach(day)
        return self.holidays.get(day)

    def is_weekend(self, day):
        return day.weekday() in self.weekend

    def is_workday(self, day):
        return not self.is_weekend(day) and self.holiday(day) is None

    def next_workday(self, day):
        """The day itself if it is worked, else the first worked day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def previous_workday(self, day):
        """The day itself if it is worked, else the last worked day before it."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def add_workdays(self, day, count):
        """The count-th working day after a day; before it, where count is negative."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def subtract_workdays(self, day, count):
        """The count-th working day before a day."""
        return self.add_workdays(day, -count)

    def count_workdays(self, after, until):
        """How many working days follow `after`, up to and with `until`."""
        if until < after:
            return -self.count_workdays(until, after)
        days = (until - after).days
        return sum(self.is_workday(after + ONE_DAY * n) for n in range(1, days + 1))

    def hours(self, day):
        """The office hours of a day, those of a period first; None where unknown."""
        for row in reversed(self._periods):
            if row.weekday == day.weekday() and row.starts_on <= day <= row.ends_on:
                return row
        return self._always.get(day.weekday())

    def within_office_hours(self, starts_at, ends_at):
        """What is wrong with these moments, in order; an empty list is fine."""
        starts, ends = local(starts_at), local(ends_at)
        first, last = starts.date(), ends.date()
        if first == last:
            return self._problems(first, starts.time(), ends.time())
        between = [first + ONE_DAY * n for n in range(1, (last - first).days)]
        return [
            *self._problems(first, starts.time(), None),
            *(problem for day in between for problem in self._problems(day)),
            *self._problems(last, None, ends.time()),
        ]

    def _problems(self, day, starts=None, ends=None):
        code, holiday, hours = Problem.Code, self.holiday(day), self.hours(day)
        problems = []
        if holiday:
            problems.append(Problem(code.HOLIDAY, day, holiday=holiday))
        if self.is_weekend(day):
            problems.append(Problem(code.WEEKEND, day))
        if problems or hours is None:
            return problems
        if not all(hours.are_open_at(moment) for moment in (starts, ends) if moment):
            problems.append(Problem(code.OUTSIDE_HOURS, day, hours=hours))
        if starts and ends and hours.have_break_within(starts, ends):
            friday = day.weekday() == Weekday.FRIDAY
            problems.append(
                Problem(code.FRIDAY_BREAK if friday else code.BREAK, day, hours=hours)
            )
        return problems


@contextmanager
def one_calendar():
    """Within, whoever asks about days around now is answered by one calendar."""
    token = SHARED.set([])
    try:
        yield
    finally:
        SHARED.reset(token)


def around(*days):
    """A calendar for one question, or the shared one; it reads on where it must."""
    shared = SHARED.get()
    if shared:
        return shared[0]
    calendar = Calendar.load(min(days) - A_YEAR / 12, max(days) + A_YEAR / 12)
    if shared is not None:
        shared.append(calendar)
    return calendar


def is_workday(day):
    return around(day).is_workday(day)


def next_workday(day):
    return around(day).next_workday(day)


def previous_workday(day):
    return around(day).previous_workday(day)


def add_workdays(day, count):
    return around(day).add_workdays(day, count)


def subtract_workdays(day, count):
    return around(day).subtract_workdays(day, count)


def count_workdays(after, until):
    return around(after, until).count_workdays(after, until)


@prepared
def holidays():
    """The days that close the offices in a period, the confirmed ones last."""
    observed = Holiday.objects.observed()
    return observed.filter(day__range=(FIRST_DAY, LAST_DAY)).order_by("is_confirmed")


@prepared
def office_hours():
    return OfficeHours.objects.order_by("starts_on")


def local(moment):
    """A moment on the portal's clock, the only one; quick enough for a whole year."""
    return moment.astimezone(timezone.get_default_timezone())


def within_office_hours(starts_at: datetime, ends_at: datetime):
    days = local(starts_at).date(), local(ends_at).date()
    return around(*days).within_office_hours(starts_at, ends_at)
