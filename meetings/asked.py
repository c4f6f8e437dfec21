"""The rows that the pages of meetings read, each asked with a prepared query."""

from django.db.models import (
    Count,
    Exists,
    OuterRef,
)

from accounts.likeness import prepared_for
from audit.models import Entry
from audit.prepared import number, prepared, word
from commitments.models import Commitment
from meetings.models import (
    Addendum,
    AgendaEdition,
    AgendaItem,
    Attendance,
    Correction,
    Escalation,
    Invitation,
    Meeting,
    Minutes,
    MinutesItem,
    Paper,
    Passage,
    Promise,
    Topic,
    TopicCall,
    TopicFollower,
)

ABOUT, REFERENCE = word("about"), word("reference")
YEAR, MEETING, COMMITTEE = number("year"), number("meeting"), number("committee")
MINUTES, TOPIC = number("minutes"), number("topic")


@prepared_for
def meetings(reader):
    """The meeting at an address."""
    return (
        Meeting.objects.visible_to(reader)
        .filter(pk=MEETING, programme__year=YEAR)
        .select_related("programme", "committee", "room", "lead", "officer")
    )


@prepared_for
def managed_meetings(reader):
    managed = Meeting.objects.manageable_by(reader).order_by()
    return managed.filter(pk=MEETING).values_list("pk")


@prepared_for
def planned_keys(reader):
    """Of the meetings of a year, those that the reader plans."""
    managed = Meeting.objects.manageable_by(reader).order_by()
    return managed.filter(programme__year=YEAR).values_list("pk", flat=True)


@prepared
def history(label, verbs):
    """What happened to something, in order."""
    return Entry.objects.of(label, ABOUT).filter(verb__in=verbs).order_by("pk")


@prepared
def guests():
    return Invitation.objects.filter(meeting=MEETING).select_related("organisation")


@prepared
def papers():
    return Paper.objects.filter(meeting=MEETING, withdrawn_at=None)


@prepared
def last_edition():
    return AgendaEdition.objects.filter(meeting=MEETING).order_by("-number")[:1]


@prepared
def calls():
    return TopicCall.objects.filter(meeting=MEETING, withdrawn_at=None)


@prepared_for
def topics_proposed(reader):
    """One line: how many topics for a meeting the reader may see."""
    seen = Topic.objects.visible_to(reader).filter(meeting=MEETING)
    return seen.order_by().values("meeting").annotate(count=Count("pk"))


@prepared_for
def minutes_of_meeting(reader):
    return Minutes.objects.visible_to(reader).filter(meeting=MEETING)


@prepared_for
def minutes(reader):
    """The minutes at an address."""
    return (
        Minutes.objects.visible_to(reader)
        .filter(meeting=MEETING, meeting__programme__year=YEAR)
        .select_related(
            "meeting__programme__directorate",
            "meeting__committee__unit",
            "meeting__room",
            "meeting__lead",
            "meeting__officer",
        )
    )


@prepared
def minutes_items():
    return MinutesItem.objects.filter(minutes=MINUTES).select_related(
        "agenda_item__topic"
    )


@prepared
def passages():
    rows = Passage.objects.filter(item__minutes=MINUTES)
    return rows.select_related("organisation")


@prepared
def promises():
    rows = Promise.objects.filter(item__minutes=MINUTES)
    return rows.select_related("owner", "commitment")


@prepared_for
def topics_recorded(reader):
    """Of the topics in minutes, the keys of those that the reader may see."""
    seen = Topic.objects.visible_to(reader).order_by()
    return seen.filter(items__recorded__minutes=MINUTES).values_list("pk", flat=True)


@prepared_for
def commitments_recorded(reader):
    """Of the commitments in minutes, the keys of those that the reader may see."""
    seen = Commitment.objects.visible_to(reader).order_by()
    return seen.filter(promise__item__minutes=MINUTES).values_list("pk", flat=True)


@prepared
def corrections():
    return Correction.objects.filter(minutes=MINUTES).select_related(
        "organisation", "passage__item", "passage__organisation", "promise__item"
    )


@prepared
def addenda():
    return Addendum.objects.filter(minutes=MINUTES).select_related("organisation")


@prepared
def attendances():
    return Attendance.objects.filter(meeting=MEETING).select_related("organisation")


@prepared_for
def agendas_seen(reader):
    """Of a meeting that the reader may see, whether it has a published agenda."""
    published = Exists(AgendaEdition.objects.filter(meeting=OuterRef("pk")))
    seen = Meeting.objects.visible_to(reader).filter(pk=MEETING)
    return seen.order_by().values_list(published, flat=True)


@prepared_for
def topics(reader):
    """The topic with a reference."""
    return (
        Topic.objects.visible_to(reader)
        .filter(reference=REFERENCE)
        .select_related(
            *("proposer", "meeting__programme", "meeting__committee__parent"),
            *("committee__parent", "office", "merged_into", "escalated_to__parent"),
        )
    )


@prepared_for
def managed_topics(reader):
    managed = Topic.objects.manageable_by(reader).order_by()
    return managed.filter(pk=TOPIC).values_list("pk")


@prepared
def followers():
    return TopicFollower.objects.filter(topic=TOPIC).select_related("organisation")


@prepared
def escalations():
    return Escalation.objects.filter(topic=TOPIC).select_related(
        "from_committee", "to_committee"
    )


@prepared
def traces():
    """The keys of the agenda items, minutes and promises that a topic led to."""
    items = AgendaItem.objects.filter(topic=TOPIC).order_by()
    return items.values_list("pk", "recorded__minutes", "recorded__commitments")


@prepared_for
def on_agendas(reader):
    """The items that one may know of: on a published agenda, or as an officer."""
    published = Exists(AgendaEdition.objects.filter(meeting=OuterRef("meeting")))
    managed = Topic.objects.manageable_by(reader).filter(pk=TOPIC)
    return (
        AgendaItem.objects.filter(
            published | Exists(managed),
            topic=TOPIC,
            meeting__in=Meeting.objects.visible_to(reader),
        )
        .select_related("meeting__programme", "meeting__committee")
        .order_by("meeting__starts_at", "pk")
    )


@prepared_for
def in_minutes(reader):
    """The minutes that say something of a topic."""
    return (
        Minutes.objects.visible_to(reader)
        .filter(
            Exists(
                MinutesItem.objects.filter(
                    minutes=OuterRef("pk"), agenda_item__topic=TOPIC
                )
            )
        )
        .select_related("meeting__programme", "meeting__committee")
    )


@prepared_for
def promised(reader):
    """The commitments that were made on a topic."""
    seen = Commitment.objects.visible_to(reader).order_by("pk")
    return seen.filter(promise__item__agenda_item__topic=TOPIC)
