"""A topic that a committee cannot settle goes up; the answer comes back down."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings import recipients, seats
from meetings.letters import codes
from meetings.models import CommitteeMember, Escalation, Topic
from notices import outbox
from workdays.arithmetic import add_workdays

State = Topic.State
ANSWER_WITHIN = 10  # working days
MAY_GO_UP = {State.PROPOSED, State.ACCEPTED, State.ESCALATED, State.ANSWERED}


def locked(topic):
    return Topic.objects.select_for_update().get(pk=topic.pk)


def standing_at(topic):
    """The committee that has the topic in hand now, if any."""
    if topic.state == State.ESCALATED:
        return topic.escalated_to
    if topic.committee_id:
        return topic.committee
    return topic.meeting.committee if topic.meeting_id else None


def why_not_escalated(topic):
    """What keeps a topic where it is, in a sentence; or nothing."""
    if topic.state not in MAY_GO_UP:
        return _("This topic is declined or merged: it cannot be escalated.")
    committee = standing_at(topic)
    if committee is None:
        return _("This topic stands before no committee: there is none above it.")
    if committee.parent is None:
        return _("No committee stands above %(committee)s.") % {
            "committee": committee.own_name
        }
    if not committee.parent.is_active:
        return _("%(committee)s is no longer active.") % {
            "committee": committee.parent.own_name
        }
    return ""


@transaction.atomic
def escalate(*, topic, reason, by):
    """Hand a topic with its whole file to the committee above."""
    topic = locked(topic)
    if sentence := why_not_escalated(topic):
        raise Refused(sentence)
    if not reason.strip():
        raise Refused(_("Say what was tried, and what you ask for."))
    before, below = picture(topic), standing_at(topic)
    topic.state, topic.escalated_to = State.ESCALATED, below.parent
    topic.reason, topic.answer, topic.decided_at = reason, "", timezone.now()
    topic.save()
    step = Escalation.objects.create(
        topic=topic,
        from_committee=below,
        to_committee=below.parent,
        reason=reason,
        escalated_by=by,
        due_on=add_workdays(timezone.localdate(), ANSWER_WITHIN),
    )
    record("topic.escalated", topic, by=by, before=before, reason=reason)
    above = seats.officers_of([step.to_committee_id])
    waiting = seats.focal_points_of(followers(topic))
    tell(codes.TOPIC_ESCALATED, step, above, by=by)
    tell(codes.TOPIC_GONE_UP, step, waiting - above, by=by)
    return step


@transaction.atomic
def answer(*, topic, answer, by):
    """The committee above answers; whoever waits below hears of it at once."""
    topic = locked(topic)
    if topic.state != State.ESCALATED:
        raise Refused(_("Only a topic that was escalated is answered."))
    if not answer.strip():
        raise Refused(_("Write the answer."))
    before = picture(topic)
    topic.state, topic.answer = State.ANSWERED, answer
    topic.decided_at = timezone.now()
    topic.save()
    steps = list(topic.escalations.open().select_for_update(of=["self"]))
    for step in steps:
        step.answer, step.answered_by = answer, by
        step.answered_at = topic.decided_at
        step.save(update_fields=["answer", "answered_at", "answered_by"])
    record("topic.answered", topic, by=by, before=before)
    outbox.withdraw(steps[-1], _("The topic is answered."), [codes.TOPIC_ESCALATED])
    below = {step.from_committee_id for step in steps}
    organisations = followers(topic) | members(below)
    waiting = seats.secretaries(below) | seats.focal_points_of(organisations)
    tell(codes.TOPIC_ANSWERED, steps[-1], waiting, by=by)
    return topic


def followers(topic):
    return set(topic.followers.values_list("organisation", flat=True))


def members(committees):
    seated = CommitteeMember.objects.filter(committee__in=committees)
    return set(seated.values_list("organisation", flat=True))


def tell(kind, step, people, *, by):
    """One letter a person, and none to whoever did it."""
    people = sorted(people - {by}, key=lambda user: user.pk)
    outbox.post_all(kind, step, map(recipients.of_person, people), str(step.pk))
