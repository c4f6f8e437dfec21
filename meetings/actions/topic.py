"""What becomes of a topic: proposed, accepted, declined with a reason."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.actions import calls
from meetings.letters import codes
from meetings.letters.audience import tell_followers
from meetings.models import Level, Topic, TopicFollower

State = Topic.State
TRIES = 5


@transaction.atomic
def propose(*, topic, by):
    """Give an unsaved topic its reference; its proposer is the first to follow it."""
    if not topic.proposer.is_active:
        raise Refused(_("This organisation is no longer active."))
    if topic.meeting:
        topic.year = topic.meeting.programme.year
    topic.year = topic.year or timezone.localdate().year
    topic.call = calls.answered_by(topic)
    topic.proposed_by = by
    topic.level = level_of(topic)
    give_number(topic)
    TopicFollower.objects.create(
        topic=topic, organisation=topic.proposer, is_masked=topic.is_masked
    )
    record("topic.proposed", topic, by=by)
    return topic


def level_of(topic):
    """What is for nobody in particular is for all partners, until an officer decides."""
    is_for_all = not topic.meeting and not topic.committee and not topic.is_masked
    return Level.PARTNERS if is_for_all else Level.PARTIES


def give_number(topic):
    """The next number of its year, whoever else proposes at this moment."""
    for attempt in range(TRIES):
        last = Topic.objects.filter(year=topic.year).aggregate(last=Max("number"))
        topic.number = (last["last"] or 0) + 1
        topic.reference = f"T-{topic.year}-{topic.number:03}"
        try:
            with transaction.atomic():
                return topic.save(force_insert=True)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise


def locked(topic):
    return (
        Topic.objects.select_for_update(of=("self",))
        .select_related("proposer", "meeting__programme", "committee")
        .get(pk=topic.pk)
    )


@transaction.atomic
def accept(*, topic, level=None, by):
    """It will be discussed; an agenda says when."""
    topic = locked(topic)
    if topic.state != State.PROPOSED:
        raise Refused(_("Only a proposed topic can be accepted."))
    before = picture(topic)
    topic.state, topic.decided_at = State.ACCEPTED, timezone.now()
    topic.level = level or topic.level
    topic.save()
    record("topic.accepted", topic, by=by, before=before)
    tell_followers(codes.TOPIC_ACCEPTED, topic, "accepted", by=by)
    return topic


@transaction.atomic
def decline(*, topic, reason, by):
    """It will not be discussed, and its followers read why."""
    topic = locked(topic)
    if topic.state not in {State.PROPOSED, State.ACCEPTED}:
        raise Refused(_("Only a proposed or accepted topic can be declined."))
    if not reason.strip():
        raise Refused(_("Say why the topic is declined."))
    must_be_on_no_agenda(topic)
    before = picture(topic)
    topic.state, topic.decided_at = State.DECLINED, timezone.now()
    topic.reason = reason
    topic.save()
    record("topic.declined", topic, by=by, before=before, reason=reason)
    tell_followers(codes.TOPIC_DECLINED, topic, "declined", by=by)
    return topic


def must_be_on_no_agenda(topic):
    if topic.items.exists():
        raise Refused(_("This topic is on an agenda. Take it off the agenda first."))
