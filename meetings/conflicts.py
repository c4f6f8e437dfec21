"""What stands in a meeting's way: all conflicts of a list of meetings, in memory."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.prepared import prepared
from meetings import yearbook
from meetings.models import Meeting, Room
from meetings.when import days_of
from meetings.words import clock, folded, titled
from workdays.arithmetic import Calendar, Problem, local

# Places that are not one room, however they are typed.
SHARED = {
    "siege de l'organisation",
    "au siege de l'organisation",
    "organisation's seat",
    "at the organisation's seat",
    "en ligne",
    "online",
    "visioconference",
    "videoconference",
}


class Kind(TextChoices):
    ORGANISATION = "organisation", gettext_lazy("same organisation")
    OFFICER = "officer", gettext_lazy("same officer")
    LEAD = "lead", gettext_lazy("same lead unit")
    ROOM = "room", gettext_lazy("same place")
    HOLIDAY = "holiday", gettext_lazy("holiday")
    WEEKEND = "weekend", gettext_lazy("weekend")
    HOURS = "hours", gettext_lazy("outside office hours")
    FRIDAY = "friday", gettext_lazy("Friday break")


# The usual break at noon stops nobody; the prayer on Friday does.
OF_THE_DAY = {
    Problem.Code.HOLIDAY: Kind.HOLIDAY,
    Problem.Code.WEEKEND: Kind.WEEKEND,
    Problem.Code.OUTSIDE_HOURS: Kind.HOURS,
    Problem.Code.FRIDAY_BREAK: Kind.FRIDAY,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """What counts about a meeting, whether it is stored or a line of a file."""

    key: object
    title: str
    starts_at: datetime
    ends_at: datetime
    organisations: frozenset = frozenset()
    officer: int | None = None
    officer_name: str = ""
    lead: str = ""
    place: str = ""
    place_name: str = ""

    def day(self):
        return local(self.starts_at).date()

    def hours(self):
        return [local(moment).time() for moment in (self.starts_at, self.ends_at)]

    def daily(self):
        """From when to when on each of its days."""
        days = days_of(self.starts_at, self.ends_at)
        for n in range(len(days)):
            yield (
                self.starts_at + timedelta(days=n),
                self.ends_at - timedelta(days=len(days) - 1 - n),
            )


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict: of which kind, over what, of a meeting and perhaps another."""

    kind: Kind
    what: str
    first: Slot
    second: Slot | None = None

    def day(self):
        return max(slot.day() for slot in (self.first, self.second) if slot)

    def slots(self):
        return [slot for slot in (self.first, self.second) if slot]

    def sentence(self):
        if self.second:
            return _("%(kind)s: %(what)s, “%(first)s” and “%(second)s”") % {
                "kind": capfirst(str(self.kind.label)),
                "what": self.what,
                "first": self.first.title,
                "second": self.second.title,
            }
        return _("%(kind)s: %(what)s, “%(title)s”") % {
            "kind": capfirst(str(self.kind.label)),
            "what": self.what,
            "title": self.first.title,
        }


def all_of(slots, calendar):
    """Every conflict that exists, none that does not, by date."""
    slots = sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at, slot.title))
    found = [c for slot in slots for c in of_the_day(slot, calendar)]
    for first, second in overlapping(slots):
        found += between(first, second)
    return sorted(found, key=lambda c: (c.first.starts_at, c.kind.value, c.what))


def overlapping(slots):
    """Pairs that share time; what ends when the other starts shares none."""
    running = []
    for slot in slots:
        running = [other for other in running if other.ends_at > slot.starts_at]
        yield from ((other, slot) for other in running if share_hours(other, slot))
        running.append(slot)


def share_hours(first, second):
    """What lasts several days is there between its hours alone, not at night."""
    (opens, closes), (starts, ends) = first.hours(), second.hours()
    return opens < ends and starts < closes


def between(first, second):
    """What two meetings at the same time would both need."""
    for acronym in sorted(first.organisations & second.organisations):
        yield Conflict(Kind.ORGANISATION, acronym, first, second)
    if first.officer and first.officer == second.officer:
        yield Conflict(Kind.OFFICER, first.officer_name, first, second)
    elif first.lead and first.lead == second.lead and not both_staffed(first, second):
        yield Conflict(Kind.LEAD, first.lead, first, second)
    if first.place and first.place == second.place:
        yield Conflict(Kind.ROOM, first.place_name, first, second)


def both_staffed(first, second):
    """Two officers of one unit can hold two meetings at once."""
    return bool(first.officer and second.officer)


def of_the_day(slot, calendar):
    """What the day itself and its office hours say against a meeting."""
    for starts_at, ends_at in slot.daily():
        for problem in calendar.within_office_hours(starts_at, ends_at):
            if kind := OF_THE_DAY.get(problem.code):
                yield Conflict(kind, words(kind, problem), slot)


def words(kind, problem):
    """The holiday, the weekday, or the hours at stake."""
    if kind == Kind.HOLIDAY:
        return holiday_words(problem.holiday)
    if kind == Kind.WEEKEND:
        return str(WEEKDAYS[problem.day.weekday()])
    if kind == Kind.FRIDAY:
        return span(problem.hours.break_starts_at, problem.hours.break_ends_at)
    return span(problem.hours.opens_at, problem.hours.closes_at)


def span(starts, ends):
    return f"{clock(starts)} – {clock(ends)}"


def holiday_words(holiday):
    if holiday.is_confirmed:
        return str(holiday)
    return _("%(holiday)s, to be confirmed") % {"holiday": holiday}


def place_key(room, text, rooms=None):
    """What two meetings must share to be in the same place; nothing for no one room.

    `rooms` maps the folded name of each known place to it.
    """
    room = room or (rooms or {}).get(folded(text))
    if room:
        return "" if room.is_shared else f"room {room.pk}"
    text = folded(text)
    return "" if text in SHARED else text


def rooms_by_name(rooms):
    return {folded(room.name): room for room in rooms}


def slots_of(meetings):
    """The slots of stored meetings that are not cancelled, in three queries."""
    return slots_among(yearbook.rows(meetings.not_cancelled()))


def slots_among(rows):
    """Those of the rows of a yearbook, where it has been read already."""
    rooms = {room.pk: room for room in all_rooms()}
    known = rooms_by_name(rooms.values())
    return [
        slot(row, rooms.get(row["room"]), known)
        for row in rows
        if row["state"] != Meeting.State.CANCELLED
    ]


@prepared
def all_rooms():
    return Room.objects.all()


def slot(row, room, rooms):
    return Slot(
        key=row["pk"],
        title=titled(row["title"], row["committee"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        organisations=frozenset(row["guests"]),
        officer=row["officer"],
        officer_name=row["officer__name"] or "",
        lead=row["lead__acronym"] or "",
        place=place_key(room, row["place"], rooms),
        place_name=row["where"],
    )


def moved(slot, starts_at, ends_at):
    """The same needs at another time."""
    return replace(slot, starts_at=starts_at, ends_at=ends_at)


def of_one(slot, others):
    """The conflicts of one slot among others."""
    ends = local(slot.ends_at).date()
    calendar = Calendar.load(slot.day(), ends)
    return [c for c in all_of([slot, *others], calendar) if slot in c.slots()]


def of_year(year):
    """All conflicts of a year, in a fixed number of queries."""
    return of_rows(year, yearbook.of_year(year))


def of_rows(year, rows):
    """Those of a year whose yearbook has been read already."""
    calendar = Calendar.load(date(year, 1, 1), date(year, 12, 31))
    return all_of(slots_among(rows), calendar)
