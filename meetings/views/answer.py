"""The one-click link of a letter: GET shows, POST answers; no account, no cookie."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.files import private_file
from audit.refusal import Refused
from meetings import links
from meetings.actions.answer import answer_by_link
from meetings.forms.invitation import AnswerForm
from meetings.models import Meeting
from meetings.models.invitation import FIRST_PERSON, Answer

SAID_ALONE = {Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED}


def kept_private(view):
    """No cache, no search engine and no other site hears of the address."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


@login_not_required
@csrf_exempt  # The address itself is the secret; mail apps' browsers keep no cookie.
@kept_private
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    asked = request.GET.get("answer", "") if request.method != "POST" else ""
    try:
        delegate = links.delegate_of(token)
        if request.method == "POST":
            form = AnswerForm(request.POST)
            if form.is_valid() and answered(form, token):
                return redirect("meetings:answer", token)
        else:
            form = AnswerForm.of(delegate, asked=asked)
    except links.DeadLink as dead:
        return gone(request, dead)
    context = {
        "delegate": delegate,
        "meeting": delegate.invitation.meeting,
        "form": form,
        "papers": delegate.invitation.meeting.papers.filter(withdrawn_at=None),
        "token": token,
        "has_answered": delegate.answer != Answer.PENDING,
    } | chosen(asked, delegate)
    return render(request, "meetings/answer.html", context)


def chosen(asked, delegate):
    """The answer chosen in the letter, where one button can send it as it is."""
    if asked in SAID_ALONE and asked != delegate.answer:
        return {"chosen": asked, "chosen_words": FIRST_PERSON[asked]}
    return {}


@login_not_required
@kept_private
@require_safe
def paper(request, token, pk):
    """A paper of this meeting, for a guest who has the letter and no account."""
    try:
        delegate = links.delegate_of(token)
    except links.DeadLink as dead:
        return gone(request, dead)
    papers = delegate.invitation.meeting.papers.filter(withdrawn_at=None)
    return private_file(
        request, get_object_or_404(papers, pk=pk), reason=f"{delegate.name}, by letter"
    )


def answered(form, token):
    """Record it; False with the sentence in the form where it cannot be."""
    data = form.cleaned_data
    try:
        answer_by_link(
            token=token,
            reply=data["answer"],
            represented_by=data["represented_by"],
            comment=data["comment"],
        )
    except links.DeadLink:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def gone(request, dead):
    """Why the link is dead, and where to go instead."""
    meeting = dead.delegate.invitation.meeting if dead.delegate else None
    if meeting and not dead.delegate.is_active:
        meeting = None
    seen = meeting and Meeting.objects.visible_to(AnonymousUser()).filter(pk=meeting.pk)
    context = {
        "sentence": str(dead),
        "meeting": meeting,
        "is_public": bool(seen and seen.exists()),
    }
    return render(request, "meetings/answer_gone.html", context, status=410)
