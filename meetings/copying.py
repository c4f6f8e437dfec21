"""Last year's meetings on the corresponding working days of another year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from meetings import conflicts
from meetings.actions.plan import on_day
from meetings.models import Meeting, Programme
from meetings.words import folded
from workdays.arithmetic import Calendar

CUSTOMS_DAY = (1, 26)
YEAR = re.compile(r"\b20\d\d\b")


@dataclass
class Copy:
    """One meeting to be: where it comes from, its day, and why another than its own."""

    source: Meeting
    day: date
    title: str
    title_en: str
    expected: date
    obstacle: str
    starts_at: object
    ends_at: object

    @property
    def is_shifted(self):
        return self.day != self.expected


def source_of(programme):
    """The latest earlier programme of the same directorate, or nothing."""
    return (
        Programme.objects.filter(
            directorate=programme.directorate, year__lt=programme.year
        )
        .order_by("-year")
        .first()
    )


def plan(source, target):
    """The copies still to be made, and how many stand in the target already."""
    meetings = (
        source.meetings.not_cancelled()
        .select_related("committee", "room", "lead", "officer")
        .prefetch_related("invitations__organisation")
    )
    calendar = Calendar.load(date(target.year, 1, 1), date(target.year, 12, 31))
    stored = target.meetings.prefetch_related("invitations")
    done = {meeting.copied_from_id for meeting in stored}
    left = [identity(meeting, meeting.title) for meeting in stored]
    copies, present = [], 0
    for meeting in meetings:
        copy = copied(meeting, target.year, calendar)
        same = identity(meeting, copy.title)
        if meeting.pk in done or same in left:
            present += 1
            if same in left:
                left.remove(same)
        else:
            copies.append(copy)
    return copies, present


def identity(meeting, title):
    guests = frozenset(i.organisation_id for i in meeting.invitations.all())
    return meeting.kind, meeting.committee_id, folded(title), guests


def copied(meeting, year, calendar):
    day = timezone.localtime(meeting.starts_at).date()
    expected = expected_day(meeting, day, year)
    free = calendar.next_workday(expected)
    if free.year != year:
        free = calendar.previous_workday(expected)
    starts_at, ends_at = on_day(meeting, free)
    return Copy(
        source=meeting,
        day=free,
        title=with_years_moved(meeting.title, day.year, year),
        title_en=with_years_moved(meeting.title_en, day.year, year),
        expected=expected,
        obstacle=obstacle(expected, calendar),
        starts_at=starts_at,
        ends_at=ends_at,
    )


def expected_day(meeting, day, year):
    """Customs Day keeps its date; the others their weekday and week of the year."""
    if meeting.kind == Meeting.Kind.CUSTOMS_DAY:
        return date(year, *CUSTOMS_DAY)
    iso_year, week, weekday = day.isocalendar()
    iso_year += year - day.year
    last_week = date(iso_year, 12, 28).isocalendar().week
    found = date.fromisocalendar(iso_year, min(week, last_week), weekday)
    if found.year < year:
        return found + timedelta(days=7)
    return found - timedelta(days=7) if found.year > year else found


def obstacle(day, calendar):
    """Why a day is not worked, in words; nothing where it is."""
    if holiday := calendar.holiday(day):
        return conflicts.holiday_words(holiday)
    return str(conflicts.Kind.WEEKEND.label) if calendar.is_weekend(day) else ""


def with_years_moved(title, before, after):
    """“Commitments of 2026, priorities of 2027” speaks of the years beside its own."""
    near = range(before - 1, before + 2)

    def moved(found):
        year = int(found[0])
        return str(year + after - before) if year in near else found[0]

    return YEAR.sub(moved, title)
