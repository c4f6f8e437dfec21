"""The issues of an office: what was brought to the committees that cover it."""

from django.db.models import Q
from django.utils import timezone

from meetings.models import Committee, Topic


def of_office(user, office):
    """Topics about this office, or before a committee that covers it and no other.

    A committee that covers several offices has topics that name none of them: they
    concern each of its offices. A topic that names another office does not.
    """
    covering = Committee.objects.filter(offices=office)
    here = Q(committee__in=covering) | Q(meeting__committee__in=covering)
    return (
        Topic.objects.visible_to(user)
        .filter(Q(office=office) | Q(here, office=None))
        .exclude(state=Topic.State.MERGED)
        .select_related("committee", "escalated_to", "meeting__committee", "office")
        .order_by("-proposed_at", "-pk")
    )


def with_age(topics):
    """Each topic with the days that it has waited, or that it took."""
    now = timezone.now()
    topics = list(topics)
    for topic in topics:
        is_settled = topic.state == Topic.State.DECLINED
        until = topic.decided_at if is_settled and topic.decided_at else now
        topic.age = max(0, (until - topic.proposed_at).days)
    return topics
