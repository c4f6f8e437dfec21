"""The agenda of a meeting: its items, their order, and its publication."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.actions import topic as topics
from meetings.models import AgendaItem, Meeting, Topic
from meetings.models.agenda import FOLLOW_UP

FINAL = {Meeting.State.HELD, Meeting.State.CLOSED, Meeting.State.CANCELLED}
FOLLOW_UP_MINUTES = 15
MAY_BE_PLACED = {Topic.State.ACCEPTED, Topic.State.ANSWERED, Topic.State.ESCALATED}


def locked(meeting):
    """One officer at a time works on an agenda; a meeting that took place keeps its own."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state in FINAL:
        raise Refused(_("The agenda of this meeting can no longer be changed."))
    return meeting


def follow_up(meeting):
    """The item with which every agenda begins by itself."""
    return AgendaItem(
        meeting=meeting,
        position=FOLLOW_UP,
        title="Suivi des engagements",
        title_en="Follow-up of commitments",
        minutes=FOLLOW_UP_MINUTES,
        is_follow_up=True,
    )


def begin(meeting, *, by):
    """The first change of an agenda puts the follow-up of commitments before it."""
    if not meeting.items.filter(is_follow_up=True).exists():
        item = follow_up(meeting)
        item.save()
        record("agenda.item_added", item, by=by)


def last_position(meeting):
    return meeting.items.aggregate(last=Max("position"))["last"] or FOLLOW_UP


@transaction.atomic
def add_item(*, item, by):
    """Put an unsaved item at the end."""
    meeting = locked(item.meeting)
    begin(meeting, by=by)
    item.position = last_position(meeting) + 1
    item.save()
    record("agenda.item_added", item, by=by)
    return item


@transaction.atomic
def place(*, topic, meeting, by):
    """Put a topic on an agenda; one that was only proposed is thereby accepted."""
    meeting = locked(meeting)
    begin(meeting, by=by)
    topic = topics.locked(topic)
    if topic.state == Topic.State.PROPOSED:
        topic = topics.accept(topic=topic, by=by)
    if topic.state not in MAY_BE_PLACED:
        raise Refused(
            _("%(reference)s is %(state)s and cannot be put on an agenda.")
            % {"reference": topic.reference, "state": topic.get_state_display()}
        )
    if meeting.items.filter(topic=topic).exists():
        raise Refused(_("This topic stands on the agenda already."))
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last_position(meeting) + 1,
        topic=topic,
        title=topic.title,
        title_en=topic.title_en,
        presenter_organisation=None if topic.is_masked else topic.proposer,
    )
    record("agenda.item_added", item, by=by)
    return item


@transaction.atomic
def change_item(*, item, values, by):
    """Give an item another title, time or presenter."""
    locked(item.meeting)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    before = picture(item)
    for name, value in values.items():
        setattr(item, name, value)
    item.full_clean(exclude=["meeting", "topic"])
    item.save()
    record("agenda.item_changed", item, by=by, before=before)
    return item


@transaction.atomic
def remove_item(*, item, by):
    """Take an item off; its topic waits for another agenda."""
    meeting = locked(item.meeting)
    item = meeting.items.filter(pk=item.pk).first()
    if item is None:
        raise Refused(_("This item is off the agenda already."))
    if item.is_follow_up:
        raise Refused(_("The follow-up of commitments stays on every agenda."))
    if item.papers.filter(withdrawn_at=None).exists():
        raise Refused(_("This item has papers. Withdraw them first."))
    if hasattr(item, "recorded"):
        raise Refused(_("The minutes speak of this item already."))
    record("agenda.item_removed", item, by=by)
    item.delete()
    number(ordered(meeting), by=by)


def ordered(meeting):
    """The items that have an order, which is all but the first."""
    return list(meeting.items.filter(is_follow_up=False).order_by("position", "pk"))


def number(items, *, by):
    """Give each item its place, and record those that it changes."""
    for position, item in enumerate(items, 1):
        if item.position != position:
            before = picture(item)
            item.position = position
            item.save(update_fields=["position"])
            record("agenda.item_moved", item, by=by, before=before)


@transaction.atomic
def move_item(*, item, to, by):
    """Put one item in a place, counted from 1 behind the follow-up."""
    meeting = locked(item.meeting)
    items = ordered(meeting)
    if item not in items:
        raise Refused(_("The follow-up of commitments stands first."))
    moved = items.pop(items.index(item))
    items.insert(max(to, 1) - 1, moved)
    number(items, by=by)


@transaction.atomic
def reorder(*, meeting, seen, wanted, by):
    """Put all items in another order, if it still is the one that the officer saw."""
    meeting = locked(meeting)
    items = {item.pk: item for item in ordered(meeting)}
    if list(items) != list(seen) or sorted(items) != sorted(wanted):
        raise Refused(
            _("Somebody else changed this agenda meanwhile. Look at it, then order it.")
        )
    number([items[pk] for pk in wanted], by=by)
