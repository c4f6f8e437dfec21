"""A draft open to comments: its box, its text, the comments and their replies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.refusal import Refused
from audit.shelf import shelved
from instructions import actions
from instructions.forms.consultation import (
    CommentForm,
    OpenConsultationForm,
    ReplyForm,
    SummaryForm,
)
from instructions.models import Comment, Consultation
from instructions.signed_record import body_of
from instructions.text import markup
from instructions.text.articles import parse
from instructions.views.find import version_or_404

may_reply = permission_required(
    "instructions.change_consultation", raise_exception=True
)


def consultation_or_404(request, slug, number):
    version = version_or_404(request.user, slug, number, "fr")
    rows = Consultation.objects.visible_to(request.user)
    found = get_object_or_404(rows, version=version)
    found.version = version
    return found


@login_not_required
@shelved
def consultation(request, slug, number):
    found = consultation_or_404(request, slug, number)
    user = request.user
    may_comment = found.is_open and user.is_authenticated and user.is_partner()
    form = CommentForm(version=found.version, user=user) if may_comment else None
    return show(request, found, form)


def show(request, found, form=None, status=200):
    user = request.user
    comments = list(
        Comment.objects.visible_to(user)
        .filter(consultation=found)
        .select_related("organisation")
    )
    parts = [
        {
            "part": part,
            "html": markup.html_of(part.body),
            "comments": [c for c in comments if c.article_key == part.key],
        }
        for part in parse(body_of(found.text))
    ]
    return render(
        request,
        "instructions/consultation.html",
        {
            "consultation": found,
            "instruction": found.version.instruction,
            "version": found.version,
            "parts": parts,
            "general": [c for c in comments if not c.article_key],
            "total": len(comments),
            "form": form,
            "may_reply": user.has_perm("instructions.change_consultation"),
            "earlier": found.version.to_compare(),
        },
        status=status,
    )


@require_POST
def comment(request, slug, number):
    found = consultation_or_404(request, slug, number)
    if found.is_closed:
        return show(request, found, status=410)
    if not request.user.is_partner():
        raise PermissionDenied
    form = CommentForm(request.POST, version=found.version, user=request.user)
    if form.is_valid():
        try:
            made = actions.comment(
                consultation=found, by=request.user, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("Your comment was received under number %(number)s.")
                % {"number": made.receipt},
            )
            return redirect(found)
    return show(request, found, form)


@may_reply
def replies(request, slug, number):
    """Every comment with its reply, and the summary that closes the consultation."""
    found = consultation_or_404(request, slug, number)
    comments = list(found.comments.select_related("organisation"))
    if not found.is_closed or found.is_abandoned:
        raise Http404
    forms = {
        one.pk: ReplyForm(
            prefix=str(one.pk), initial={"outcome": one.outcome, "reason": one.reply}
        )
        for one in comments
    }
    summary = SummaryForm()
    if request.method == "POST":
        done = (
            close(request, found)
            if "summary" in request.POST
            else reply(request, comments, forms)
        )
        if isinstance(done, SummaryForm):
            summary = done
        elif done:
            return redirect(found if found.summary_at else request.path)
    return render(
        request,
        "instructions/replies.html",
        {
            "consultation": found,
            "instruction": found.version.instruction,
            "version": found.version,
            "rows": [(one, forms[one.pk]) for one in comments],
            "owed": sum(not one.outcome for one in comments),
            "summary": summary,
        },
    )


def reply(request, comments, forms):
    """Answer the comment whose button was pressed; its form keeps what is wrong."""
    chosen = next(
        (c for c in comments if str(c.pk) == request.POST.get("comment")), None
    )
    if chosen is None:
        raise Http404
    form = forms[chosen.pk] = ReplyForm(request.POST, prefix=str(chosen.pk))
    if not form.is_valid():
        return False
    try:
        actions.reply(comment=chosen, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The reply was saved."))
    return True


def close(request, found):
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return form
    try:
        closed = actions.summarise(
            consultation=found, summary=form.cleaned_data["summary"], by=request.user
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return form
    found.summary_at = closed.summary_at
    messages.success(request, _("The answers are published."))
    return True


@may_reply
def open_consultation(request, slug, number):
    version = version_or_404(request.user, slug, number, "fr")
    form = OpenConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_consultation(
                version=version, by=request.user, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The consultation is open."))
            return redirect(opened)
    return render(
        request,
        "instructions/step_form.html",
        {
            "form": form,
            "instruction": version.instruction,
            "version": version,
            "title": _("Open the draft to comments"),
            "button": _("Open the consultation"),
        },
    )
