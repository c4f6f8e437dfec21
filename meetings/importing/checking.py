"""Each line of a file becomes a meeting, or a list of what is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.columns import LAST_DAY, header
from meetings.importing import values
from meetings.importing.directory import closest
from meetings.models import Level, Meeting
from meetings.when import LONGEST
from meetings.words import folded


@dataclass(frozen=True)
class Remark:
    """Something about one cell: which row and column, what it holds, which rule."""

    row: int
    column: str
    value: str
    rule: str

    def header(self):
        return header(self.column) if self.column else ""


@dataclass
class Wanted:
    """The meeting that a line asks for."""

    row: int
    fields: dict = field(default_factory=dict)
    organisations: list | None = None
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


class Checker:
    """Reads the lines of one programme against the directory."""

    def __init__(self, programme, directory):
        self.programme, self.directory = programme, directory

    def wanted(self, line):
        self.line, self.result = line, Wanted(line.number)
        for column in line.formulas:
            self.wrong(column, _("This is a formula: paste its value instead."))
        self.hours()
        for column in ("kind", "title", "committee", "lead", "level"):
            if column in line.cells and column not in line.formulas:
                getattr(self, column)(line.cells[column])
        if "organisations" in line.cells and "organisations" not in line.formulas:
            self.organisations(line.cells["organisations"])
        if "place" in line.cells and "place" not in line.formulas:
            self.place(line.cells["place"])
        return self.result

    def wrong(self, column, rule):
        text = self.line.cells.get(column, "")
        self.result.errors.append(Remark(self.line.number, column, text[:200], rule))

    def keep(self, **fields):
        self.result.fields |= fields

    def cell(self, column):
        return "" if column in self.line.formulas else self.line.cells[column]

    def hours(self):
        day = self.day()
        starts, ends = self.hour("starts"), self.hour("ends")
        if starts and ends and ends <= starts:
            self.wrong("ends", _("The meeting must end after it starts."))
        elif day and starts and ends:
            zone = timezone.get_current_timezone()
            self.keep(
                starts_at=datetime.combine(day, starts, tzinfo=zone),
                ends_at=datetime.combine(self.last_day(day), ends, tzinfo=zone),
            )

    def last_day(self, day):
        """The day itself, unless the line names a later one."""
        text = self.line.cells.get(LAST_DAY, "")
        if not text or LAST_DAY in self.line.formulas:
            return day
        last_day = values.day(text)
        if not last_day:
            self.wrong(LAST_DAY, _("Write the day as 26/01/2027 or 2027-01-26."))
        elif not day <= last_day <= day + LONGEST:
            self.wrong(LAST_DAY, _("A meeting lasts seven days at most."))
        return last_day or day

    def day(self):
        if not (text := self.cell("date")):
            return self.required("date")
        if not (day := values.day(text)):
            self.wrong("date", _("Write the day as 26/01/2027 or 2027-01-26."))
        elif day.year != self.programme.year:
            rule = _("The day is not in %(year)s, the year of the programme.")
            self.wrong("date", rule % {"year": self.programme.year})
        return day

    def hour(self, column):
        if not (text := self.cell(column)):
            return self.required(column)
        hour = values.hour(text)
        if hour is None:
            self.wrong(column, _("Write the hour as 09:00, 9h or 09h30."))
        return hour

    def required(self, column):
        if column not in self.line.formulas:
            self.wrong(column, _("This cell must be filled."))

    def kind(self, text):
        if not text:
            self.required("kind")
        elif kind := self.directory.kinds.get(folded(text)):
            self.keep(kind=kind.value)
        else:
            self.unknown("kind", text, self.directory.kinds)

    def title(self, text):
        if not text:
            self.required("title")
        elif len(text) > Meeting._meta.get_field("title").max_length:
            self.wrong("title", _("The subject has more than 200 characters."))
        else:
            self.keep(title=" ".join(text.split()))

    def committee(self, text):
        committee = self.directory.committees.get(folded(text))
        if text and not committee:
            self.unknown("committee", text, self.directory.committees)
        self.keep(committee=committee)

    def lead(self, text):
        unit = self.directory.units.get(folded(text))
        if text and not unit:
            self.unknown("lead", text, self.directory.units)
        self.keep(lead=unit)

    def level(self, text):
        level = self.directory.levels.get(folded(text)) if text else Level.PARTIES
        if level is None:
            self.unknown("level", text, self.directory.levels)
        else:
            self.keep(level=level.value)

    def organisations(self, text):
        known = self.directory.organisations
        names = [text] if folded(text) in known else values.names(text)
        found = []
        for name in names:
            organisation = known.get(folded(name))
            if not organisation:
                self.unknown("organisations", name, known)
            elif not organisation.is_active:
                rule = _("%(organisation)s is no longer active.")
                self.wrong("organisations", rule % {"organisation": organisation})
            elif organisation not in found:
                found.append(organisation)
        self.result.organisations = found

    def place(self, text):
        room = self.directory.rooms.get(folded(text))
        if not room and len(text) > Meeting._meta.get_field("place").max_length:
            self.wrong("place", _("The place has more than 150 characters."))
        if text and not room:
            rule = self.did_you_mean(
                _("This place is not in the list."), text, self.directory.rooms
            )
            self.result.warnings.append(
                Remark(self.line.number, "place", text[:200], rule)
            )
        self.keep(room=room, place="" if room else text)

    def unknown(self, column, text, known):
        rule = self.did_you_mean(RULES[column](), text, known)
        self.result.errors.append(Remark(self.line.number, column, text[:200], rule))

    def did_you_mean(self, rule, text, known):
        if meant := closest(text, known):
            return _("%(rule)s Did you mean “%(name)s”?") % {
                "rule": rule,
                "name": meant,
            }
        return rule


RULES = {
    "kind": lambda: _("There is no such kind of meeting."),
    "committee": lambda: _("There is no such committee."),
    "lead": lambda: _("There is no such customs unit."),
    "level": lambda: _("Write parties, partners or public."),
    "organisations": lambda: _("There is no such organisation."),
}
