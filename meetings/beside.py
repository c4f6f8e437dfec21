"""What one meeting gets in the way of, for the page and the form of its officer."""

from meetings.conflicts import (
    Slot,
    moved,
    of_one,
    place_key,
    rooms_by_name,
    slots_of,
)
from meetings.models import Meeting, Room


def conflicts_of(meeting):
    """The conflicts of a stored meeting that still lies ahead."""
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.CONVENED}:
        return []
    if meeting.has_begun():
        return []
    near = neighbours(meeting.starts_at, meeting.ends_at)
    slots = {slot.key: slot for slot in slots_of(near)}
    own = slots.pop(meeting.pk, None)
    return of_one(own, slots.values()) if own else []


def conflicts_moved(meeting, starts_at, ends_at):
    """The conflicts that a stored meeting would have at another time."""
    stored = slots_of(Meeting.objects.filter(pk=meeting.pk))
    if not stored:
        return []
    there = moved(stored[0], starts_at, ends_at)
    others = neighbours(starts_at, ends_at).exclude(pk=meeting.pk)
    return of_one(there, slots_of(others))


def conflicts_beside(form):
    """The conflicts that what is typed would bring, before anything is saved."""
    data = form.cleaned_data
    starts_at, ends_at = data["starts_at"], data["ends_at"]
    others = neighbours(starts_at, ends_at).exclude(pk=form.instance.pk)
    return of_one(typed(data, starts_at, ends_at), slots_of(others))


def typed(data, starts_at, ends_at):
    rooms = rooms_by_name(Room.objects.all())
    room, officer, lead = data["room"], data["officer"], data["lead"]
    return Slot(
        key="typed",
        title=data["title"],
        starts_at=starts_at,
        ends_at=ends_at,
        organisations=frozenset(o.acronym for o in data["organisations"]),
        officer=officer.pk if officer else None,
        officer_name=officer.name if officer else "",
        lead=lead.acronym if lead else "",
        place=place_key(room, data["place"], rooms),
        place_name=data["place"] or (room.own_name if room else ""),
    )


def neighbours(starts_at, ends_at):
    return Meeting.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
