"""Where a commitment came from: the minutes in which it was made, and the topic."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import loop
from commitments.loop import Link
from meetings.models import Minutes, MinutesItem, Topic
from meetings.when import day_in_words

MOST = 10


def origin(commitment, user):
    """The item of the minutes, then the topic that was put on the agenda."""
    recorded = MinutesItem.objects.filter(commitments=commitment)
    keys = list(recorded.values_list("pk", "agenda_item__topic"))
    if not keys:
        return
    items = MinutesItem.objects.filter(
        pk__in=[key for key, _topic in keys],
        minutes__in=Minutes.objects.visible_to(user),
    ).select_related("minutes__meeting__programme", "minutes__meeting__committee")
    for item in items:
        meeting = item.minutes.meeting
        yield Link(
            kind=pgettext("of a meeting", "Minutes"),
            title=f"{meeting.own_title}, {item.position}. {item.own_title}",
            url=f"{item.minutes.get_absolute_url()}#item-{item.position}",
            detail=day_in_words(meeting.starts_at),
        )
    topics = Topic.objects.visible_to(user)
    for topic in topics.filter(pk__in={topic for _key, topic in keys} - {None}):
        yield Link(
            kind=_("Proposed topic"),
            title=f"{topic.reference}, {topic.own_title}",
            url=topic.get_absolute_url(),
        )


def about_factor(factor, user):
    """The topics on a key factor that are still open, the newest first."""
    topics = Topic.objects.visible_to(user).open().filter(factor=factor)
    for topic in topics.order_by("-proposed_at")[:MOST]:
        yield Link(
            kind=_("Proposed topic"),
            title=f"{topic.reference}, {topic.own_title}",
            url=topic.get_absolute_url(),
            detail=topic.get_state_display(),
        )


def register_all():
    loop.BEFORE.append(origin)
    loop.FACTOR.append(about_factor)
