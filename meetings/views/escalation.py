"""A topic goes up to the committee above, and the answer comes back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings import topic_file
from meetings.actions import escalation as actions
from meetings.forms.escalation import AnswerForm, EscalateForm
from meetings.models import Escalation, Topic
from meetings.views.doors import attempt


def seen_topic(user, reference):
    topics = Topic.objects.visible_to(user).select_related(
        "committee__parent",
        "escalated_to__parent",
        "meeting__committee__parent",
        "meeting__programme",
        "office",
        "difficulty__office",
        "proposer",
    )
    return get_object_or_404(topics, reference=reference)


def escalate(request, reference):
    topic = seen_topic(request.user, reference)
    if not Topic.objects.manageable_by(request.user).filter(pk=topic.pk).exists():
        raise PermissionDenied
    form = EscalateForm(request.POST or None)
    below = actions.standing_at(topic)
    context = {
        "obstacle": actions.why_not_escalated(topic),
        "below": below,
        "above": below and below.parent,
        "title": _("Escalate the topic"),
        "button": _("Hand it up"),
    }
    return decided(
        request,
        topic,
        form,
        lambda text: actions.escalate(topic=topic, reason=text, by=request.user),
        _("The topic was handed up. Whoever waits for it was written to."),
        context,
    )


def answer(request, reference):
    topic = seen_topic(request.user, reference)
    if not may_answer(request.user, topic):
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    context = {
        "above": topic.escalated_to,
        "title": _("Answer the topic"),
        "button": _("Send the answer"),
    }
    return decided(
        request,
        topic,
        form,
        lambda text: actions.answer(topic=topic, answer=text, by=request.user),
        _("The answer was sent to the committee, the proposer and the followers."),
        context,
    )


def may_answer(user, topic):
    """Who answers for the committee above; once it is done, they are told so."""
    if topic.state == Topic.State.ESCALATED:
        found = Escalation.objects.filter(topic=topic).answerable_by(user)
    else:
        found = Topic.objects.manageable_by(user).filter(pk=topic.pk)
    return found.exists()


def decided(request, topic, form, action, done, context):
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(request, form, lambda: action(text), done):
            return redirect(topic)
    steps = topic.escalations.select_related("from_committee", "to_committee")
    context |= {
        "topic": topic,
        "form": form,
        "steps": steps,
        "proposer": topic.who(request.user),
        "file": topic_file.of_topic(topic),
    }
    return render(request, "meetings/escalation_form.html", context)
