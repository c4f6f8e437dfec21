"""A programme's own page: where it stands, what is said of it, the next step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import Organisation, outside_customs
from audit.models import Entry
from audit.refusal import Refused
from meetings import conflicts, coverage
from meetings.actions import programme as actions
from meetings.forms.letter_days import LetterDaysForm
from meetings.forms.programme import OpenForm, OpinionForm, ProgrammeForm
from meetings.models import Meeting, Opinion, Programme
from meetings.views.keeping import may_keep, require


def programme_add(request):
    """Begin the programme of a year."""
    require(request.user, "add_programme")
    initial = {"year": timezone.localdate().year + 1}
    form = ProgrammeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        programme = form.save(by=request.user)
        messages.success(request, _("The programme was begun."))
        return redirect("meetings:planner", programme.year)
    return render(request, "meetings/programme_form.html", {"form": form})


def shown(request, year, pk):
    programmes = Programme.objects.visible_to(request.user)
    return get_object_or_404(
        programmes.select_related("directorate", "signed_by"), pk=pk, year=year
    )


def programme(request, year, pk):
    return page(request, shown(request, year, pk))


def page(request, programme, *, refusal="", opinion_form=None, **forms):
    """The programme's page, with what was typed where a step was refused."""
    user = request.user
    if opinion_form is None and may_speak(user, programme):
        opinion_form = opinion_form_for(user, programme)
    reads_all = user.has_perm("meetings.view_programme")
    context = {
        "programme": programme,
        "year": programme.year,
        "reads_all": reads_all,
        "opinions": opinions_for(user, programme),
        "open_form": OpenForm(),
        "opinion_form": opinion_form,
        "refusal": refusal,
        "total": programme.meetings.not_cancelled().count(),
        "history": history(programme) if reads_all else (),
    }
    context |= before_the_step(user, programme)
    return render(request, "meetings/programme.html", context | forms)


def opinions_for(user, programme):
    return (
        Opinion.objects.visible_to(user)
        .filter(programme=programme)
        .select_related(
            "organisation", "author", "meeting__programme", "meeting__committee"
        )
        .order_by("organisation__acronym", "at")
    )


def before_the_step(user, programme):
    """What the officer and the signatory should know before they go on."""
    keeps, signs = may_keep(user), user.has_perm("meetings.publish_programme")
    context = {"keeps": keeps, "signs": signs}
    if keeps:
        context["letters_form"] = LetterDaysForm(instance=programme)
    if programme.state in BEFORE_PUBLICATION and (keeps or signs):
        rows = coverage.of_year(programme.year)
        context |= {
            "conflict_count": len(conflicts.of_year(programme.year)),
            "left_out": [row for row in rows if not row["total"]],
            "silent": silent(programme),
        }
    return context


BEFORE_PUBLICATION = {Programme.State.DRAFT, Programme.State.OPEN}
HAPPENED = {
    "programme.created": gettext_lazy("begun"),
    "programme.imported": gettext_lazy("meetings imported"),
    "programme.opened": gettext_lazy("opened for opinion"),
    "programme.returned": gettext_lazy("taken back to draft"),
    "programme.published": gettext_lazy("signed and published"),
    "programme.closed": pgettext_lazy("programme", "closed"),
    "programme.letters_timed": gettext_lazy("days of the letters chosen"),
}


def history(programme):
    entries = Entry.objects.about(programme).select_related("by").order_by("-pk")
    return [
        {
            "at": entry.at,
            "by": entry.by,
            "reason": entry.reason,
            "words": HAPPENED.get(entry.verb, entry.verb),
        }
        for entry in entries[:20]
    ]


def silent(programme):
    """The associations that have not given an opinion."""
    return Organisation.objects.filter(
        kind=Organisation.Kind.ASSOCIATION, is_active=True
    ).exclude(pk__in=programme.opinions.values("organisation"))


def may_speak(user, programme):
    return programme.state == Programme.State.OPEN and bool(own_voices(user))


def own_voices(user):
    """The organisations in whose name somebody may give an opinion."""
    return outside_customs(user.organisations())


def opinion_form_for(user, programme, data=None):
    meetings = Meeting.objects.visible_to(user).filter(programme=programme)
    return OpinionForm(
        data, organisations=own_voices(user), meetings=meetings.not_cancelled()
    )


def step(request, programme, action, done, **values):
    """Take one step of the lifecycle; a refusal is said on the programme's page."""
    try:
        action(programme=programme, by=request.user, **values)
    except Refused as refusal:
        return page(request, programme, refusal=str(refusal))
    messages.success(request, done)
    return redirect("meetings:programme", programme.year, programme.pk)


@require_POST
def programme_open(request, year, pk):
    programme = shown(request, year, pk)
    require(request.user, "change_programme")
    form = OpenForm(request.POST)
    if not form.is_valid():
        return page(request, programme, open_form=form)
    done = _("The programme is open; the organisations are being written to.")
    until = form.cleaned_data["until"]
    return step(request, programme, actions.open_for_opinion, done, until=until)


@require_POST
def programme_return(request, year, pk):
    programme = shown(request, year, pk)
    require(request.user, "change_programme")
    return step(
        request,
        programme,
        actions.return_to_draft,
        _("The programme is a draft again."),
    )


@require_POST
def programme_publish(request, year, pk):
    programme = shown(request, year, pk)
    require(request.user, "publish_programme")
    done = _("The programme is signed and published.")
    return step(request, programme, actions.publish, done)


@require_POST
def programme_close(request, year, pk):
    programme = shown(request, year, pk)
    require(request.user, "change_programme")
    return step(request, programme, actions.close, _("The programme is closed."))


@require_POST
def programme_letters(request, year, pk):
    """Choose when the letters leave, for all meetings that say nothing else."""
    programme = shown(request, year, pk)
    require(request.user, "change_programme")
    if programme.is_closed():
        return page(request, programme, refusal=_("The programme is closed."))
    form = LetterDaysForm(request.POST, instance=programme)
    if not form.is_valid():
        return page(request, programme, letters_form=form)
    form.save(by=request.user)
    messages.success(request, _("Your choices are saved."))
    return redirect("meetings:programme", programme.year, programme.pk)


@require_POST
def opinion_give(request, year, pk):
    programme = shown(request, year, pk)
    if not own_voices(request.user):
        raise PermissionDenied
    form = opinion_form_for(request.user, programme, request.POST)
    if not form.is_valid():
        return page(request, programme, opinion_form=form)
    try:
        actions.give_opinion(programme=programme, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return page(request, programme, opinion_form=form, refusal=str(refusal))
    messages.success(request, _("Your opinion was recorded. Thank you."))
    return redirect("meetings:programme", programme.year, programme.pk)
