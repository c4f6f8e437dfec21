"""The letters of a topic that goes up to the next committee, and of its answer."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.letters import audience, codes
from meetings.letters.notes import note
from meetings.models import Topic
from notices.kinds import Kind, nothing, register
from workdays.words import date_format

ABOVE = gettext_lazy(
    "You receive this letter because you are secretary of the committee that is asked, "
    "or keep the programme."
)
FOLLOWER = gettext_lazy(
    "You receive this letter because your organisation proposed or follows this topic, "
    "or sits on its committee."
)


def prepare(notices):
    prefetch_related_objects(
        [notice.about for notice in notices],
        "topic",
        "from_committee",
        "to_committee",
    )


def words(step):
    return {
        "reference": step.topic.reference,
        "title": step.topic.own_title,
        "below": step.from_committee.own_name,
        "above": step.to_committee.own_name,
        "day": date_format(step.due_on, "l j F Y"),
    }


def letter(step, subject, first, action, parts):
    return note(
        subject=subject % words(step),
        first=first % words(step),
        name=f"{step.topic.reference} {step.topic.own_title}",
        path=step.topic.get_absolute_url(),
        action=action,
        parts=parts,
        thread=f"topic-{step.topic.reference}",
    )


def still_waits(notice):
    if notice.about.answered_at:
        return _("The topic is answered.")
    if notice.about.topic.state != Topic.State.ESCALATED:
        return _("The topic is no longer before the committee.")
    return ""


def still_answered(notice):
    if notice.about.topic.state != Topic.State.ANSWERED:
        return _("The topic was escalated again.")
    return ""


def escalated(notice):
    step = notice.about
    return letter(
        step,
        _("To answer: %(title)s (%(reference)s), from %(below)s"),
        _("%(below)s asks %(above)s: please answer by %(day)s."),
        _("Read the file and answer"),
        [(_("What was tried, and what is asked"), step.reason)],
    )


def gone_up(notice):
    step = notice.about
    return letter(
        step,
        _("Escalated: %(title)s (%(reference)s)"),
        _("%(below)s has handed this topic to %(above)s, with its whole file."),
        _("Follow the topic"),
        [(_("What was tried, and what is asked"), step.reason)],
    )


def answered(notice):
    step = notice.about
    return letter(
        step,
        _("Answered: %(title)s (%(reference)s)"),
        _("%(above)s has answered what %(below)s asked."),
        _("Read the whole topic"),
        [
            (_("Answer"), step.answer),
            (_("What was tried, and what is asked"), step.reason),
        ],
    )


def register_all():
    for code, name, reason, still_true, write in (
        (
            codes.TOPIC_ESCALATED,
            gettext_lazy("A topic is escalated to my committee"),
            ABOVE,
            still_waits,
            escalated,
        ),
        (
            codes.TOPIC_GONE_UP,
            gettext_lazy("A topic that we follow is escalated"),
            FOLLOWER,
            still_waits,
            gone_up,
        ),
        (
            codes.TOPIC_ANSWERED,
            gettext_lazy("An escalated topic is answered"),
            FOLLOWER,
            still_answered,
            answered,
        ),
    ):
        register(
            Kind(
                *(code, name, reason, nothing, still_true, write),
                prepare=prepare,
                concerns=audience.may_keep_meetings
                if reason is ABOVE
                else audience.is_focal_point,
            )
        )
