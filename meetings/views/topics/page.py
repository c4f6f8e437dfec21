"""A topic's page: where it stands, what came before and after, what may be done."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.prepared import first_or_404
from audit.shelf import shelved
from instructions.models import Difficulty
from meetings import asked, stations
from meetings.actions.escalation import why_not_escalated
from meetings.models import Topic
from meetings.views.doors import focal_organisations
from meetings.views.escalation import may_answer

State = Topic.State


def shown_topic(user, reference):
    return first_or_404(asked.topics(user, reference=reference))


def manages(user, topic):
    return bool(asked.managed_topics(user, topic=topic.pk))


@login_not_required
@shelved
def topic(request, reference):
    topic = shown_topic(request.user, reference)
    may_manage = manages(request.user, topic)
    focal = focal_organisations(request.user)
    rows = asked.followers(topic=topic.pk)
    merged = list(topic.merged.all())
    context = {
        "topic": topic,
        "who": topic.who(request.user),
        "followers": followers(rows, merged, request.user, focal),
        "merged": merged and topic.merged.visible_to(request.user),
        "manages": may_manage,
        "steps": [*(steps(topic) if may_manage else ()), *answers(topic, request.user)],
        "may_edit": may_edit(topic, may_manage, focal),
        "to_follow": to_follow(topic, rows, focal),
        "to_leave": to_leave(topic, rows, focal),
        "loop": stations.of_topic(topic, request.user),
        "history": stations.history(topic),
        "escalations": asked.escalations(topic=topic.pk),
        "difficulty": difficulty(topic, request.user),
    }
    return render(request, "meetings/topics/topic.html", context)


def difficulty(topic, user):
    """The report from which it was taken, where the reader may see that too."""
    if topic.difficulty_id is None:
        return None
    seen = Difficulty.objects.visible_to(user)
    return seen.filter(pk=topic.difficulty_id).first()


def followers(rows, merged, user, focal):
    """Who follows; a hidden name is counted, and told to its owner and the directorate."""
    knows_all = user.has_perm("meetings.view_topic")
    named = [
        row.organisation
        for row in rows
        if knows_all or not row.is_masked or row.organisation in focal
    ]
    hidden = len(rows) - len(named) + hidden_in_another(merged, named, knows_all, focal)
    return {"named": named, "hidden": hidden}


def hidden_in_another(merged, named, knows_all, focal):
    """Those named here who hid in a topic merged into this one: counted beside.

    Without them the count would tell which of the names had hidden.
    """
    if knows_all:
        return 0
    shown = {organisation.pk for organisation in named if organisation not in focal}
    return len(shown & {other.proposer_id for other in merged if other.is_masked})


def may_edit(topic, may_manage, focal):
    if may_manage:
        return topic.is_open()
    return topic.state == State.PROPOSED and topic.proposer in focal


def to_follow(topic, rows, focal):
    following = {row.organisation_id for row in rows}
    if not topic.is_open():
        return []
    return [organisation for organisation in focal if organisation.pk not in following]


def to_leave(topic, rows, focal):
    return [
        row.organisation
        for row in rows
        if row.organisation in focal
        and row.organisation_id != topic.proposer_id
        and not row.came_from_id
    ]


def answers(topic, user):
    """The committee above answers what was escalated to it."""
    if topic.state != State.ESCALATED or not may_answer(user, topic):
        return []
    url = reverse("meetings:answer_topic", args=[topic.reference])
    return [{"url": url, "label": _("Answer"), "css": ""}]


def steps(topic):
    """What an officer may do now: address, label, look."""
    decline = ("topic_decline", _("Decline"), "btn-danger")
    merge = ("topic_merge", _("Merge"), "btn-secondary")
    place = ("topic_place", _("Put on an agenda"), "")
    escalate = ("escalate", _("Escalate"), "btn-secondary")
    may_rise = not why_not_escalated(topic)
    offered = {
        State.PROPOSED: [
            ("topic_accept", _("Accept"), ""),
            (*place[:2], "btn-secondary"),
            merge,
            decline,
        ],
        State.ACCEPTED: [place, merge, decline],
        State.ANSWERED: [place],
        State.ESCALATED: [(*place[:2], "btn-secondary")],
    }.get(topic.state, [])
    if may_rise:
        offered = [*offered, escalate]
    return [
        {
            "url": reverse(f"meetings:{name}", args=[topic.reference]),
            "label": label,
            "css": css,
        }
        for name, label, css in offered
    ]
