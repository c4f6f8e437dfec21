"""What an import would do: which meetings are new, changed, unchanged, refused."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings import conflicts
from meetings.importing.checking import Checker, Remark
from meetings.importing.directory import Directory
from meetings.models import Meeting, Room
from meetings.words import folded, titled
from workdays.arithmetic import Calendar


@dataclass
class Plan:
    """The outcome of a dry run; only one without errors may be carried out."""

    wanted: list
    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    others: int = 0


def of(programme, lines):
    """Check every line, and find the meeting that it speaks of."""
    checker = Checker(programme, Directory())
    plan = Plan([checker.wanted(line) for line in lines])
    stored = list(
        programme.meetings.select_related("committee", "room", "lead", "officer")
        .prefetch_related("invitations__organisation")
        .order_by("starts_at", "pk")
    )
    for wanted in plan.wanted:
        plan.errors += wanted.errors
        plan.warnings += wanted.warnings
    plan.errors += said_twice(plan.wanted)
    pairs = matched(plan.wanted, stored)
    for wanted in plan.wanted:
        settle(plan, wanted, pairs.get(wanted.row))
    matched_pks = {meeting.pk for meeting in pairs.values()}
    plan.others = sum(meeting.pk not in matched_pks for meeting in stored)
    plan.conflicts = conflicts_of(plan, programme, pairs)
    plan.errors.sort(key=lambda remark: remark.row)
    return plan


def said_twice(wanted):
    """Lines that ask for the same meeting at the same time."""
    first, errors = {}, []
    for line in wanted:
        if not is_whole(line):
            continue
        same = (key(line), line.fields["starts_at"], guests(line))
        if same in first:
            rule = _("This repeats row %(row)s.") % {"row": first[same]}
            errors.append(Remark(line.row, "title", line.fields["title"], rule))
        first.setdefault(same, line.row)
    return errors


def is_whole(wanted):
    return {"kind", "title", "starts_at"} <= wanted.fields.keys()


def key(wanted):
    """The natural key: kind, committee and subject."""
    committee = wanted.fields.get("committee")
    return (
        wanted.fields["kind"],
        committee.pk if committee else None,
        folded(wanted.fields["title"]),
    )


def guests(wanted):
    return frozenset(o.pk for o in wanted.organisations or ())


def stored_key(meeting):
    return meeting.kind, meeting.committee_id, folded(meeting.title)


def stored_guests(meeting):
    return frozenset(i.organisation_id for i in meeting.invitations.all())


def matched(wanted, stored):
    """The stored meeting of each line: same start first, then same guests."""
    lines = [line for line in wanted if is_whole(line)]
    pairs, free = {}, defaultdict(list)
    for meeting in stored:
        free[stored_key(meeting)].append(meeting)
    for agrees in (same_start_and_guests, same_start, same_guests):
        for line in lines:
            if line.row not in pairs:
                take(line, free[key(line)], agrees, pairs)
    waiting = defaultdict(list)
    for line in lines:
        if line.row not in pairs:
            waiting[key(line)].append(line)
    for same, left in waiting.items():
        alive = [m for m in free[same] if m.state != Meeting.State.CANCELLED]
        if len(left) == len(alive) == 1:
            pairs[left[0].row] = alive[0]
    return pairs


def take(line, candidates, agrees, pairs):
    for meeting in candidates:
        if agrees(line, meeting):
            pairs[line.row] = meeting
            candidates.remove(meeting)
            return


def same_start_and_guests(line, meeting):
    return line.fields["starts_at"] == meeting.starts_at and same_party(line, meeting)


def same_start(line, meeting):
    is_alive = meeting.state != Meeting.State.CANCELLED
    return is_alive and line.fields["starts_at"] == meeting.starts_at


def same_guests(line, meeting):
    return meeting.state != Meeting.State.CANCELLED and same_party(line, meeting)


def same_party(line, meeting):
    return line.organisations is None or guests(line) == stored_guests(meeting)


def settle(plan, wanted, meeting):
    """Decide what becomes of one line."""
    if wanted.errors or not is_whole(wanted):
        return
    if meeting is None:
        plan.new.append(wanted)
        return
    changes = differences(wanted, meeting)
    if not changes:
        plan.unchanged.append((wanted, meeting))
    elif meeting.state == Meeting.State.PLANNED:
        plan.changed.append((wanted, meeting, changes))
    else:
        plan.errors.append(settled_already(wanted, meeting, changes[0]))


def settled_already(wanted, meeting, column):
    if meeting.state == Meeting.State.CONVENED:
        rule = _("The meeting is convened already: move or change it on its own page.")
    else:
        rule = _("The meeting is %(state)s: a file cannot change it any more.")
        rule %= {"state": meeting.get_state_display()}
    return Remark(wanted.row, column, wanted.fields["title"], rule)


def differences(wanted, meeting):
    """The columns in which a line says something else than what is stored."""
    changed = [
        "date" if name == "starts_at" else COLUMN.get(name, name)
        for name, value in wanted.fields.items()
        if getattr(meeting, name) != value
    ]
    if wanted.organisations is not None and guests(wanted) != stored_guests(meeting):
        changed.append("organisations")
    return list(dict.fromkeys(changed))


COLUMN = {"ends_at": "ends", "room": "place"}


def conflicts_of(plan, programme, pairs):
    """The conflicts that the file's meetings would have, among all of the year."""
    rooms = conflicts.rooms_by_name(Room.objects.all())
    slots = [slot(w, rooms, pairs.get(w.row)) for w in plan.wanted if is_whole(w)]
    others = Meeting.objects.filter(programme__year=programme.year)
    slots += conflicts.slots_of(others.exclude(pk__in=[m.pk for m in pairs.values()]))
    days = [s.day() for s in slots]
    if not days:
        return []
    found = conflicts.all_of(slots, Calendar.load(min(days), max(days)))
    return [c for c in found if any(isinstance(s.key, str) for s in c.slots())]


def slot(wanted, rooms, stored):
    """What a line would occupy; what it does not say stays as it is stored."""
    fields = wanted.fields
    room, place = fields.get("room"), fields.get("place", "")
    lead, committee = fields.get("lead"), fields.get("committee")
    officer = stored.officer if stored else None
    names = [o.acronym for o in wanted.organisations or ()]
    if wanted.organisations is None and stored:
        names = [i.organisation.acronym for i in stored.invitations.all()]
    return conflicts.Slot(
        key=f"row {wanted.row}",
        title=titled(fields["title"], committee.own_name if committee else ""),
        starts_at=fields["starts_at"],
        ends_at=fields["ends_at"],
        organisations=frozenset(names),
        officer=officer.pk if officer else None,
        officer_name=officer.name if officer else "",
        lead=lead.acronym if lead else "",
        place=conflicts.place_key(room, place, rooms),
        place_name=room.name if room else place,
    )
