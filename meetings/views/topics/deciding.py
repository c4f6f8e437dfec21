"""What officers do with a topic, and organisations that follow it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions import agenda, following
from meetings.actions import topic as actions
from meetings.duplicates import similar_to
from meetings.forms.topic import (
    AcceptForm,
    DeclineForm,
    MergeForm,
    PlaceForm,
    TopicForm,
)
from meetings.models import Topic
from meetings.views.doors import attempt, focal_organisations
from meetings.views.topics.page import manages, may_edit, shown_topic


def managed_topic(user, reference):
    topic = shown_topic(user, reference)
    if not manages(user, topic):
        raise PermissionDenied
    return topic


def step_page(request, topic, form, action, **words):
    """The page of one step: a form, one button, the refusal beside what was typed."""
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, lambda: action(form.cleaned_data), words["done"])
    ):
        return redirect(words.get("back") or topic)
    context = {"topic": topic, "form": form, **words}
    return render(request, "meetings/topics/step.html", context)


def accept(request, reference):
    topic = managed_topic(request.user, reference)
    form = AcceptForm(request.POST or None, initial={"level": topic.level})
    return step_page(
        request,
        topic,
        form,
        lambda data: actions.accept(topic=topic, level=data["level"], by=request.user),
        title=_("Accept the topic"),
        intro=_("It will be discussed; whoever follows it is told."),
        button=_("Accept and tell"),
        done=_("The topic is accepted; the letters are on their way."),
    )


def decline(request, reference):
    topic = managed_topic(request.user, reference)
    form = DeclineForm(request.POST or None)
    return step_page(
        request,
        topic,
        form,
        lambda data: actions.decline(
            topic=topic, reason=data["reason"], by=request.user
        ),
        title=_("Decline the topic"),
        intro=_("It stays on its page as declined, with your reason."),
        button=_("Decline and tell why"),
        is_danger=True,
        done=_("The topic is declined; the letters are on their way."),
    )


def merge(request, reference):
    topic = managed_topic(request.user, reference)
    others = Topic.objects.visible_to(request.user).open().exclude(pk=topic.pk)
    like = similar_to(topic.title, topic.text, user=request.user, but=topic)
    form = MergeForm(
        request.POST or None,
        topics=others,
        initial={"into": like[0].reference if like else None},
    )
    return step_page(
        request,
        topic,
        form,
        lambda data: following.merge(topic=topic, into=data["into"], by=request.user),
        title=_("Merge the topic"),
        intro=_(
            "Everybody who follows it follows the other from then on, and is told."
        ),
        similar=like,
        button=_("Merge and tell"),
        done=_("The topics are one; the letters are on their way."),
    )


def place(request, reference):
    topic = managed_topic(request.user, reference)
    form = PlaceForm(
        request.POST or None, user=request.user, initial={"meeting": topic.meeting_id}
    )
    return step_page(
        request,
        topic,
        form,
        lambda data: agenda.place(
            topic=topic, meeting=data["meeting"], by=request.user
        ),
        title=_("Put the topic on an agenda"),
        intro=_("A topic that was only proposed is thereby accepted."),
        button=_("Put on the agenda"),
        done=_("The topic is on the agenda, at its end."),
    )


def edit(request, reference):
    topic = shown_topic(request.user, reference)
    focal = focal_organisations(request.user)
    may_manage = manages(request.user, topic)
    if not may_manage and topic.proposer not in focal:
        raise PermissionDenied
    if not may_edit(topic, may_manage, focal):
        messages.error(request, _("This topic was decided: its words stay."))
        return redirect(topic)
    form = TopicForm(request.POST or None, instance=topic)
    return step_page(
        request,
        topic,
        form,
        lambda _data: form.save(by=request.user),
        title=_("Edit the topic"),
        button=_("Save"),
        done=_("The topic was saved."),
    )


def own_organisation(request):
    """The organisation that the reader speaks for, named where there are several."""
    focal = focal_organisations(request.user)
    wanted = request.POST.get("organisation", "")
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10:
        focal = [
            organisation for organisation in focal if str(organisation.pk) == wanted
        ]
    if not focal:
        raise PermissionDenied
    return focal[0]


@require_POST
def follow(request, reference):
    topic = shown_topic(request.user, reference)
    organisation = own_organisation(request)
    attempt(
        request,
        None,
        lambda: following.follow(
            topic=topic, organisation=organisation, by=request.user
        ),
        _("Your organisation follows this topic."),
    )
    return redirect(topic)


@require_POST
def unfollow(request, reference):
    topic = shown_topic(request.user, reference)
    organisation = own_organisation(request)
    attempt(
        request,
        None,
        lambda: following.unfollow(
            topic=topic, organisation=organisation, by=request.user
        ),
        _("Your organisation no longer follows this topic."),
    )
    seen = Topic.objects.visible_to(request.user).filter(pk=topic.pk).exists()
    return redirect(topic if seen else reverse("meetings:topics"))
