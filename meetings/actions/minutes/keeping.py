"""The minutes of a meeting, locked: begun once, changed by one person at a time."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.models import Meeting, Minutes, MinutesItem, Passage

FIRST_ITEM = ("Suivi des engagements", "Follow-up of commitments")
State = Minutes.State


def why_not_begun(meeting):
    """What stands in the way of marking who is there and writing, in a sentence."""
    if meeting.state in {Meeting.State.PLANNED, Meeting.State.CANCELLED}:
        return _("Minutes are written of a meeting that was convened.")
    if meeting.state == Meeting.State.CLOSED:
        return _("This meeting is closed; nothing of it changes any more.")
    if timezone.localdate(meeting.starts_at) > timezone.localdate():
        return _("Minutes are begun on the day of the meeting, not before.")
    return ""


@transaction.atomic
def begin(*, meeting, by):
    """The minutes of a meeting, laid out from its agenda the first time."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes:
        return minutes
    if sentence := why_not_begun(meeting):
        raise Refused(sentence)
    minutes = Minutes.objects.create(meeting=meeting, level=meeting.level)
    lay_out(minutes)
    record("minutes.started", minutes, by=by)
    return minutes


def lay_out(minutes):
    """One item for each of the agenda; the follow-up where there is no agenda."""
    agenda = list(minutes.meeting.items.order_by("position"))
    for item in agenda:
        add_to(minutes, item.title, item.title_en, agenda_item=item)
    if not agenda:
        add_to(minutes, *FIRST_ITEM)


def add_to(minutes, title, title_en="", agenda_item=None):
    """One more item at the end, with a place for what each party says of it."""
    item = MinutesItem.objects.create(
        minutes=minutes,
        agenda_item=agenda_item,
        position=minutes.items.count() + 1,
        title=title,
        title_en=title_en,
    )
    parties = [minutes.customs(), *minutes.meeting.organisations.all()]
    Passage.objects.bulk_create(
        [
            Passage(item=item, kind=Passage.Kind.FINDING),
            *(
                Passage(item=item, kind=Passage.Kind.POSITION, organisation=party)
                for party in parties
            ),
            Passage(item=item, kind=Passage.Kind.DECISION),
        ]
    )
    return item


WHY_NOT = {
    State.DRAFT: lambda: _("The minutes are a draft: circulate them first."),
    State.CIRCULATED: lambda: _(
        "The minutes are with the parties: they change by a correction alone."
    ),
    State.APPROVED: lambda: _("The minutes are approved and stay as they are."),
    State.PUBLISHED: lambda: _("The minutes are published and stay as they are."),
}


def why_not_written(minutes):
    """Only a draft is written, in a sentence otherwise."""
    return "" if minutes.state == State.DRAFT else WHY_NOT[minutes.state]()


def locked(minutes, *states):
    """The row for a change, if the minutes stand where the step may begin."""
    minutes = (
        Minutes.objects.select_for_update(of=["self"])
        .select_related("meeting__programme__directorate", "meeting__lead")
        .select_related("meeting__committee__unit", "meeting__officer")
        .get(pk=minutes.pk)
    )
    if minutes.state not in states:
        raise Refused(WHY_NOT[minutes.state]())
    return minutes


def settle(minutes, verb, *, by, reason="", **values):
    """Change some values of the minutes, and write who did it."""
    before = picture(minutes)
    for name, value in values.items():
        setattr(minutes, name, value)
    minutes.save(update_fields=[*values, "updated_at"])
    record(verb, minutes, by=by, before=before, reason=reason)
    return minutes
