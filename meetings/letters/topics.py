"""What becomes of a topic, told to every organisation that follows it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.letters import audience, codes
from meetings.letters.audience import is_of
from meetings.letters.notes import note
from meetings.models import Meeting, Topic
from meetings.when import span_in_words
from notices.kinds import Kind, nothing, register

State = Topic.State
FOLLOWER = gettext_lazy(
    "You receive this letter because your organisation proposed or follows this topic."
)


def follows(notice):
    rows = notice.about.followers.select_related("organisation")
    if is_of(notice, [row.organisation for row in rows]):
        return ""
    return _("The organisation does not follow this topic any more.")


def while_in(*states):
    """The letter holds as long as the topic is in one of these states."""

    def still_true(notice):
        if notice.about.state not in states:
            return _("The topic has changed its state since.")
        return follows(notice)

    return still_true


def of_place(notice):
    """It must stand on the agenda of a meeting that is still to come."""
    meeting = placed_on(notice)
    if meeting is None or meeting.state == Meeting.State.CANCELLED:
        return _("The topic is not on this agenda any more.")
    if meeting.has_begun():
        return _("The meeting has begun.")
    return follows(notice)


def placed_on(notice):
    rows = Meeting.objects.filter(items__topic=notice.about, pk=notice.occurrence)
    return rows.select_related("programme", "committee", "room").first()


def about(notice, subject, first, *parts, page="", action=""):
    topic = notice.about
    named = {"reference": topic.reference, "title": topic.own_title}
    return note(
        subject=subject % named,
        first=first,
        name=f"{topic.reference} {topic.own_title}",
        path=page or topic.get_absolute_url(),
        action=action or _("The page of the topic"),
        parts=parts,
        thread=f"topic-{topic.reference}",
    )


def accepted(notice):
    return about(
        notice,
        _("Topic accepted: %(title)s (%(reference)s)"),
        _("The topic that your organisation follows will be discussed."),
        (_("What follows"), _("A letter says when it is on a published agenda.")),
    )


def declined(notice):
    return about(
        notice,
        _("Topic declined: %(title)s (%(reference)s)"),
        _("The topic that your organisation follows will not be discussed."),
        (_("Reason"), notice.about.reason),
    )


def merged(notice):
    into = notice.about.merged_into
    return about(
        notice,
        _("Topic merged: %(title)s (%(reference)s)"),
        _("From now on one reference stands for both: %(reference)s.")
        % {"reference": into.reference},
        (f"{into.reference} {into.own_title}", _("Your organisation follows it.")),
        page=into.get_absolute_url(),
        action=_("The topic that stands for both"),
    )


def placed(notice):
    meeting = placed_on(notice)
    return about(
        notice,
        _("On the agenda: %(title)s (%(reference)s)"),
        _("The topic that your organisation follows is on a published agenda."),
        (_("Meeting"), meeting.own_title),
        (_("When"), span_in_words(meeting.starts_at, meeting.ends_at)),
    )


def register_all():
    for code, name, still_true, letter in (
        (
            codes.TOPIC_ACCEPTED,
            gettext_lazy("A topic that we follow is accepted"),
            while_in(State.ACCEPTED),
            accepted,
        ),
        (
            codes.TOPIC_DECLINED,
            gettext_lazy("A topic that we follow is declined"),
            while_in(State.DECLINED),
            declined,
        ),
        (
            codes.TOPIC_MERGED,
            gettext_lazy("A topic that we follow is merged into another"),
            while_in(State.MERGED),
            merged,
        ),
        (
            codes.TOPIC_PLACED,
            gettext_lazy("A topic that we follow is on an agenda"),
            of_place,
            placed,
        ),
    ):
        register(
            Kind(
                *(code, name, FOLLOWER, nothing, still_true, letter),
                may_be_off=True,
                concerns=audience.is_focal_point,
            )
        )
