"""What goes up with a topic: its papers, what was said of it, and the difficulty."""

from django.db.models import Prefetch

from meetings.models import AgendaItem, Meeting, Minutes, MinutesItem, Paper, Passage


def of_topic(topic):
    """The file, for who stands before the topic; nothing of it is copied.

    Whoever answers above reads what the committee below read: the papers of its items,
    and what approved minutes say of them. Drafts stay with their parties.
    """
    papers = Paper.objects.filter(withdrawn_at=None)
    heard = (
        AgendaItem.objects.filter(topic=topic)
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related("meeting__programme", "meeting__committee")
        .prefetch_related(Prefetch("papers", papers, "shown_papers"))
        .order_by("meeting__starts_at")
    )
    said = MinutesItem.objects.filter(
        agenda_item__topic=topic,
        minutes__state__in=[Minutes.State.APPROVED, Minutes.State.PUBLISHED],
    ).prefetch_related(Prefetch("passages", Passage.objects.order_by("pk")))
    by_item = {row.agenda_item_id: row for row in said}
    heard = list(heard)
    for item in heard:
        item.said = by_item.get(item.pk)
    return {"items": heard, "difficulty": topic.difficulty}
