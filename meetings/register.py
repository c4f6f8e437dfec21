"""The issues of an office: what was brought to the committees that cover it."""

from django.db.models import Max, Q
from django.utils import timezone

from meetings.models import Committee, Topic
from meetings.models.committee import HELD


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
        .annotate(
            discussed_at=Max(
                "items__meeting__ends_at", filter=Q(items__meeting__state__in=HELD)
            )
        )
        .order_by("-proposed_at", "-pk")
    )


def with_age(topics):
    """Each topic with the days that it has waited, or that it took."""
    now = timezone.now()
    topics = list(topics)
    for topic in topics:
        until = settled_at(topic) or now
        topic.age = max(0, (until - topic.proposed_at).days)
    return topics


def settled_at(topic):
    """When a topic was declined, or discussed and left as accepted; else nothing."""
    if topic.state == Topic.State.DECLINED:
        return topic.decided_at
    if topic.state == Topic.State.ACCEPTED:
        return getattr(topic, "discussed_at", None)
    return None
