"""Where a topic stands between the proposal and the survey, with links both ways."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instructions.models import Instruction
from meetings import asked
from meetings.when import day_in_words

WORDS = {
    "topic.proposed": gettext_lazy("Proposed"),
    "topic.accepted": gettext_lazy("Accepted"),
    "topic.declined": gettext_lazy("Declined"),
    "topic.merged": gettext_lazy("Merged"),
    "topic.escalated": gettext_lazy("Taken to a higher committee"),
    "topic.answered": gettext_lazy("Answered"),
    "topic.changed": gettext_lazy("Words corrected"),
}

FIRST = "topic.proposed"


@dataclass
class Stage:
    """One station of the loop: what it is called, and the pages that stand for it."""

    name: str
    links: list = field(default_factory=list)
    awaited: str = ""

    @property
    def is_reached(self):
        return bool(self.links)


def of_topic(topic, user):
    """The stations in order; those that are not reached say what they wait for."""
    topic = topic.merged_into or topic
    has_items, has_minutes, has_promises = traces(topic)
    items = asked.on_agendas(user, topic=topic.pk) if has_items else []
    minutes = in_minutes(topic, user) if has_minutes else []
    promises = asked.promised(user, topic=topic.pk) if has_promises else []
    return [
        Stage(_("Agenda"), [placed(item) for item in items], _("on no agenda yet")),
        Stage(_("Minutes"), minutes, _("no minutes yet")),
        Stage(
            _("Commitments"),
            [(f"{p.reference} {p.own_what}", p.get_absolute_url()) for p in promises],
            _("no commitment yet"),
        ),
        Stage(_("Instructions"), in_texts(promises, user), _("no text yet")),
        Stage(_("Factor and survey"), of_factor(topic), _("no factor named")),
    ]


def traces(topic):
    """Whether it led to agenda items, minutes and promises, seen or not."""
    rows = asked.traces(topic=topic.pk)
    return [any(row[place] for row in rows) for place in range(3)]


def placed(item):
    meeting = item.meeting
    words = _("item %(number)s, %(day)s, %(title)s") % {
        "number": item.position + 1,
        "day": day_in_words(meeting.starts_at),
        "title": meeting.own_title,
    }
    return words, reverse("meetings:agenda", args=[meeting.programme.year, meeting.pk])


def in_minutes(topic, user):
    return [
        (
            f"{day_in_words(row.meeting.starts_at)} ({row.get_state_display()})",
            row.get_absolute_url(),
        )
        for row in asked.in_minutes(user, topic=topic.pk)
    ]


def in_texts(promises, user):
    """The texts by which these promises were kept."""
    if not promises:
        return []
    texts = Instruction.objects.visible_to(user).filter(commitments__in=promises)
    rows = texts.select_related("issuer").distinct()
    return [(f"{text.reference} {text.name}", text.get_absolute_url()) for text in rows]


def of_factor(topic):
    if not topic.factor:
        return []
    return [
        (topic.get_factor_display(), reverse("commitments:factor", args=[topic.factor]))
    ]


def history(topic):
    """The steps in order, as their readers may know them: what and why, not who."""
    entries = asked.history("meetings.topic", tuple(WORDS), about=str(topic.pk))
    return [
        {
            "at": topic.proposed_at if entry.verb == FIRST else entry.at,
            "what": WORDS[entry.verb],
            "reason": entry.reason,
        }
        for entry in entries
    ]
