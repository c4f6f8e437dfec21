"""What is done with minutes: circulated, corrected, approved, published, added to."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.actions.minutes import approving, circulating, correcting, publishing
from meetings.forms.minutes import (
    AddendumForm,
    ApprovalForm,
    CirculateForm,
    CorrectionForm,
    DecisionForm,
)
from meetings.models import Minutes, Passage, Promise
from meetings.views.doors import attempt, may_manage
from meetings.views.meeting import step_form
from meetings.views.minutes.doors import kept, of_party, shown
from workdays.words import date_format


def circulate(request, year, pk):
    minutes = kept(request.user, year, pk)
    return step_form(
        request,
        minutes.meeting,
        CirculateForm(request.POST or None, initial={"level": minutes.level}),
        lambda data: circulating.circulate(
            minutes=minutes, level=data["level"], by=request.user
        ),
        title=_("Circulate the minutes"),
        intro=circulating.why_not_circulated(minutes)
        or _(
            "Every party that was there gets a letter and has five working days to "
            "correct and approve. From then on the text changes by corrections alone."
        ),
        button=_("Circulate and write to the parties"),
        done=_("The minutes are with the parties; the letters are on their way."),
        back=minutes,
    )


def correct(request, year, pk, what, key):
    """A party proposes other words for a text, or for a commitment."""
    minutes, approvals = of_party(request.user, year, pk)
    target = target_of(minutes, what, key)
    text = target.text if what == "passage" else target.what
    form = CorrectionForm(
        request.POST or None, approvals=approvals, initial={"wording": text}
    )
    return step_form(
        request,
        minutes.meeting,
        form,
        lambda data: correcting.propose(
            minutes=minutes, by=request.user, **{what: target}, **data
        ),
        title=_("Propose a correction"),
        intro=_("%(item)s: %(part)s. Every party sees the proposal and the answer.")
        % {"item": target.item.own_title, "part": label_of(target)},
        button=_("Propose the correction"),
        done=_("The correction is proposed; the officer will answer it."),
        back=minutes,
    )


def target_of(minutes, what, key):
    model = {"passage": Passage, "promise": Promise}.get(what)
    if model is None:
        raise Http404
    return get_object_or_404(model, pk=key, item__minutes=minutes)


def label_of(target):
    return target.label if isinstance(target, Passage) else _("commitment")


def correction(request, year, pk, correction):
    """What is proposed beside what stands; whoever keeps the minutes answers it."""
    minutes = shown(request.user, year, pk)
    found = get_object_or_404(
        minutes.corrections.select_related("organisation"), pk=correction
    )
    manages = may_manage(request.user, minutes.meeting)
    if request.method == "POST" and not manages:
        raise PermissionDenied
    form = DecisionForm(
        request.POST or None,
        initial={"wording": found.wording, "version": found.target.version},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request,
            form,
            lambda: correcting.decide(
                correction=found, by=request.user, **form.cleaned_data
            ),
            _("The correction is answered; the parties are told."),
        )
    ):
        return redirect(minutes)
    may_decide = (
        manages
        and found.state == found.State.PROPOSED
        and minutes.state == Minutes.State.CIRCULATED
    )
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "correction": found,
        "has_changed": found.text_now != found.was,
        "form": form if may_decide or request.method == "POST" else None,
    }
    return render(request, "meetings/correction.html", context)


def approve(request, year, pk):
    minutes, approvals = of_party(request.user, year, pk)
    pending = approvals.filter(how="pending")
    form = ApprovalForm(
        request.POST or None,
        approvals=pending if pending.exists() else approvals,
        initial={"reservation": next((a.reservation for a in pending), "")},
    )
    return step_form(
        request,
        minutes.meeting,
        form,
        lambda data: approving.approve(minutes=minutes, by=request.user, **data),
        title=_("Approve the minutes"),
        intro=_(
            "With the last approval the text is fixed for ever and the commitments "
            "in it stand."
        ),
        button=_("Approve"),
        done=_("Your approval is recorded."),
        back=minutes,
    )


@require_POST
def publish(request, year, pk):
    minutes = kept(request.user, year, pk)
    attempt(
        request,
        None,
        lambda: publishing.publish(minutes=minutes, by=request.user),
        _("The minutes are published; the letters are on their way."),
    )
    return redirect(minutes)


def add(request, year, pk):
    minutes, approvals = of_party(request.user, year, pk)
    form = AddendumForm(request.POST or None, approvals=approvals)
    return step_form(
        request,
        minutes.meeting,
        form,
        lambda data: publishing.add(minutes=minutes, by=request.user, **data),
        title=_("Add to the minutes"),
        intro=_("Approved on %(day)s.")
        % {"day": date_format(minutes.approved_at, "j F Y")}
        if minutes.approved_at
        else "",
        button=_("Add for everybody to read"),
        done=_("The addendum stands beside the minutes; the parties are told."),
        back=minutes,
    )
