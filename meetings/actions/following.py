"""One reference that everybody follows: merging, joining, leaving."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.actions.topic import must_be_on_no_agenda
from meetings.letters import codes
from meetings.letters.audience import tell_followers
from meetings.models import Topic, TopicFollower

State = Topic.State


@transaction.atomic
def merge(*, topic, into, by):
    """Two proposals are one: whoever followed the first follows the second."""
    if topic.pk == into.pk:
        raise Refused(_("A topic cannot be merged into itself."))
    topic, into = locked_pair(topic, into)
    if topic.state not in {State.PROPOSED, State.ACCEPTED}:
        raise Refused(_("Only a proposed or accepted topic can be merged."))
    if not into.is_open():
        raise Refused(
            _("%(reference)s is %(state)s: choose a topic that is still open.")
            % {"reference": into.reference, "state": into.get_state_display()}
        )
    must_be_on_no_agenda(topic)
    before = picture(topic)
    topic.state, topic.decided_at = State.MERGED, timezone.now()
    topic.merged_into = into
    topic.save()
    record("topic.merged", topic, by=by, before=before)
    for earlier in Topic.objects.filter(merged_into=topic):
        redirect(earlier, into, by=by)
    carry_followers(topic, into, by=by)
    tell_followers(codes.TOPIC_MERGED, topic, into.reference, by=by)
    return into


def locked_pair(*topics):
    """Both rows, taken in one order, so that two merges do not wait for each other."""
    rows = Topic.objects.select_for_update().order_by("pk")
    found = rows.in_bulk([topic.pk for topic in topics])
    return [found[topic.pk] for topic in topics]


def redirect(earlier, into, *, by):
    """What was merged before is still one step away from its reference."""
    before = picture(earlier)
    earlier.merged_into = into
    earlier.save()
    record("topic.merged", earlier, by=by, before=before)


def carry_followers(topic, into, *, by):
    here = set(into.followers.values_list("organisation", flat=True))
    for follower in topic.followers.exclude(organisation__in=here):
        carried = TopicFollower.objects.create(
            topic=into,
            organisation_id=follower.organisation_id,
            is_masked=follower.is_masked,
            came_from=topic,
        )
        record("topic.followed", carried, by=by)


@transaction.atomic
def follow(*, topic, organisation, by):
    """An organisation wants to hear what becomes of a topic."""
    (topic,) = locked_pair(topic)
    if topic.state == State.MERGED:
        raise Refused(_("This topic was merged. Follow the one that it became."))
    if not topic.is_open():
        raise Refused(_("This topic is closed: nothing more becomes of it."))
    follower, is_new = TopicFollower.objects.get_or_create(
        topic=topic, organisation=organisation
    )
    if not is_new:
        raise Refused(_("Your organisation follows this topic already."))
    record("topic.followed", follower, by=by)
    return follower


@transaction.atomic
def unfollow(*, topic, organisation, by):
    """Hear no more of a topic; who proposed it stays with it."""
    (topic,) = locked_pair(topic)
    follower = topic.followers.filter(organisation=organisation).first()
    if follower is None:
        raise Refused(_("Your organisation does not follow this topic."))
    if topic.proposer_id == organisation.pk or follower.came_from_id:
        raise Refused(_("An organisation that proposed a topic stays with it."))
    record("topic.unfollowed", follower, by=by)
    follower.delete()
