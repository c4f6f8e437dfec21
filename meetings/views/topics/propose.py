"""An organisation proposes a topic; what was proposed before is shown first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.refusal import Refused
from instructions.models import Difficulty
from meetings import targets
from meetings.actions.following import follow
from meetings.actions.topic import propose
from meetings.duplicates import similar_to
from meetings.forms.topic import ProposeForm
from meetings.models import Topic
from meetings.views.doors import focal_organisations


def is_keeper(user):
    return user.has_perm("meetings.add_topic") or user.has_perm(
        "meetings.change_local_meeting"
    )


def speaks_for(user):
    """Whose topics the reader writes: the own organisations, an officer everybody's."""
    if is_keeper(user):
        return Organisation.objects.filter(is_active=True)
    return focal_organisations(user)


def propose_topic(request):
    organisations = list(speaks_for(request.user))
    if not organisations:
        raise PermissionDenied
    form = ProposeForm(
        request.POST or None,
        user=request.user,
        organisations=organisations,
        difficulty=difficulty_of(request),
        initial=initial(request, organisations),
    )
    found = []
    if request.method == "POST" and form.is_valid():
        if reference := request.POST.get("join"):
            return join(request, form, reference)
        found = unseen(request, form.instance)
        if not found and sent(request, form):
            return redirect(page_after(request.user, form.instance))
    context = {
        "form": form,
        "difficulty": form.difficulty,
        "similar": found,
        "back": back(request),
    }
    return render(request, "meetings/topics/propose.html", context)


def difficulty_of(request):
    """The report from which a topic is taken, by who reported it or may answer it."""
    number = request.POST.get("difficulty") or request.GET.get("difficulty")
    if not number:
        return None
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise PermissionDenied
    seen = Difficulty.objects.visible_to(request.user)
    difficulty = get_object_or_404(
        seen.select_related("organisation", "office"), pk=number
    )
    is_own = request.user.is_focal_point_of(difficulty.organisation_id)
    may_answer = Difficulty.objects.answerable_by(request.user).filter(pk=number)
    if not is_own and not may_answer.exists():
        raise PermissionDenied
    return difficulty


def initial(request, organisations):
    values = {
        "target": request.GET.get("for", ""),
        "title": request.GET.get("title", "")[:150],
    }
    own = request.user.organisations()[:1]
    if own and own[0] in organisations:
        values["proposer"] = own[0].pk
    if difficulty := difficulty_of(request):
        values |= {
            "text": difficulty.text,
            "office": difficulty.office_id,
            "is_masked": difficulty.is_masked,
        }
        committees = targets.committees_for(request.user)
        if found := committees.filter(offices=difficulty.office).first():
            values["target"] = f"committee-{found.pk}"
    return values


def unseen(request, topic):
    """What resembles the topic and was not on the page when it was sent."""
    seen = set(request.POST.getlist("seen"))
    found = similar_to(topic.title, topic.text, user=request.user)
    return [] if {other.reference for other in found} <= seen else found


def page_after(user, topic):
    """The topic, where who wrote it down for another may see it."""
    seen = Topic.objects.visible_to(user).filter(pk=topic.pk)
    return topic if seen.exists() else reverse("meetings:topics")


def sent(request, form):
    try:
        topic = propose(topic=form.save(commit=False), by=request.user)
    except Refused as refusal:
        form.add_error("target", str(refusal))
        return False
    messages.success(
        request,
        _("Your topic has the reference %(reference)s. Letters say what becomes of it.")
        % {"reference": topic.reference},
    )
    return True


def join(request, form, reference):
    """Follow a topic that exists instead of proposing it again."""
    topic = get_object_or_404(
        Topic.objects.visible_to(request.user), reference=reference
    )
    organisation = form.instance.proposer
    if form.hides_its_proposer or would_tell(topic, organisation, request.user):
        sentence = _("A name is hidden here: the organisation joins by itself.")
        messages.error(request, sentence)
        return redirect(topic)
    try:
        follow(topic=topic, organisation=organisation, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Your organisation now follows this topic with the others.")
        )
    return redirect(topic)


def would_tell(topic, organisation, user):
    """Whether joining in another's name would show who hides among the followers."""
    if user.has_perm("meetings.view_topic"):
        return False
    is_own = user.is_focal_point_of(organisation.pk)
    return not is_own and topic.followers.filter(is_masked=True).exists()


def back(request):
    return reverse("meetings:topics")


def similar_topics(request):
    """What resembles the words being typed, as a part of the page."""
    if not speaks_for(request.user):
        raise PermissionDenied
    found = similar_to(request.GET.get("title", "")[:150], user=request.user)
    return render(request, "meetings/topics/_similar.html", {"similar": found})
