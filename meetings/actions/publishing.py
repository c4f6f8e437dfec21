"""An agenda is published as it stands; a later change is a new edition."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import record
from meetings import agendas, recipients
from meetings.actions.agenda import locked
from meetings.actions.meeting import delegates
from meetings.letters import codes
from meetings.letters.audience import of_organisations
from meetings.models import AgendaEdition, Meeting, Programme, Topic
from notices import outbox


@transaction.atomic
def publish(*, meeting, by):
    """Show the agenda to whoever sees the meeting, and tell those who come."""
    meeting = locked(meeting)
    if sentence := why_not_published(meeting):
        raise Refused(sentence)
    last = agendas.last_edition(meeting)
    edition = AgendaEdition.objects.create(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        items=agendas.picture_of(meeting),
        published_by=by,
    )
    meeting.save(update_fields=["updated_at"])
    record("agenda.published", edition, by=by)
    tell(meeting, edition, last, by=by)
    return edition


def why_not_published(meeting):
    """What still stands in the way, in a sentence."""
    if meeting.programme.state != Programme.State.PUBLISHED:
        return _("Publish the programme before the agendas of its meetings.")
    if meeting.is_over():
        return _("This meeting is over.")
    if not meeting.items.filter(is_follow_up=False).exists():
        return _("Put at least one item on the agenda before publishing it.")
    last = agendas.last_edition(meeting)
    if last and last.items == agendas.picture_of(meeting):
        return _("The agenda is published as it stands.")
    return ""


def tell(meeting, edition, last, *, by):
    """The guests hear of each edition, other followers when their topic appears."""
    guests = recipients.of_delegates(delegates(meeting), but=by)
    if meeting.state == Meeting.State.CONVENED:
        outbox.post_all(codes.AGENDA, meeting, guests, str(edition.number))
    told = {who.email for who in guests}
    for topic in newly_placed(edition, last):
        rows = topic.followers.select_related("organisation")
        people = of_organisations([row.organisation for row in rows], but=by)
        others = [who for who in people if who.email.lower() not in told]
        outbox.post_all(codes.TOPIC_PLACED, topic, others, str(meeting.pk))


def newly_placed(edition, last):
    before = {row["topic"] for row in last.items} if last else set()
    now = {row["topic"] for row in edition.items} - before - {""}
    return Topic.objects.filter(reference__in=now)
