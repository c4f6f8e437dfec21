from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from audit.models import Entry
from audit.refusal import Refused
from surveys import actions, bell, checks, upload
from surveys.disclosures import (
    hidden_parts,
    joined_parts,
    rules_used,
    told_beside,
)
from surveys.forms import (
    CorrectionForm,
    ImportForm,
    LevelsForm,
    ReasonForm,
    ScheduleForm,
    VersionForm,
    WaveForm,
)
from surveys.models import Import, Version
from surveys.words import history

VIEW, CHANGE, APPROVE = (
    "surveys.view_version",
    "surveys.change_version",
    "surveys.approve_version",
)
State = Version.State
# A step by name: who may, from which states, with which form, by which action.
STEPS = {
    "submit": (CHANGE, [State.DRAFT], None, actions.submit),
    "approve": (APPROVE, [State.REVIEW], None, actions.approve),
    "schedule": (APPROVE, [State.APPROVED], ScheduleForm, actions.schedule),
    "send-back": (
        APPROVE,
        [State.REVIEW, State.APPROVED],
        ReasonForm,
        actions.send_back,
    ),
    "unschedule": (APPROVE, [State.SCHEDULED], ReasonForm, actions.unschedule),
    "withdraw": (APPROVE, [State.PUBLISHED], ReasonForm, actions.withdraw),
}


def prepared(request, year):
    """The version in hand: the one being prepared, else the published one."""
    versions = Version.objects.visible_to(request.user).filter(wave__year=year)
    versions = versions.select_related("wave")
    found = (
        versions.filter(state__in=Version.PREPARED).first()
        or versions.current().first()
    )
    return found or get_object_or_404(versions[:1])


def desk_page(request, version, forms=None):
    """Where a version stands, what hides, what blocks, and the next steps."""
    forms = forms or {}
    steps = [
        {"name": name, "form": forms.get(name) or (form(prefix=name) if form else None)}
        for name, (permission, states, form, _action) in STEPS.items()
        if version.state in states and request.user.has_perm(permission)
    ]
    context = {
        "version": version,
        "wave": version.wave,
        "steps": steps,
        "errors": checks.errors(version),
        "warnings": checks.warnings(version),
        "rules": rules_used(version),
        "hidden": hidden_parts(version),
        "joined": joined_parts(version),
        "told": told_beside(version),
        "may_change": version.state == State.DRAFT and request.user.has_perm(CHANGE),
        "may_correct": version.state in (State.PUBLISHED, State.WITHDRAWN)
        and request.user.has_perm(CHANGE),
        "correction": forms.get("correct") or CorrectionForm(),
        "history": history(Entry.objects.about(version).select_related("by")),
        "versions": version.wave.versions.all(),
    }
    return render(request, "surveys/desk.html", context)


@permission_required(VIEW, raise_exception=True)
def desk(request, year):
    return desk_page(request, prepared(request, year))


@require_POST
@permission_required(VIEW, raise_exception=True)
def step(request, year, name):
    """One step of the lifecycle, with its reason or its minute."""
    if name not in STEPS:
        raise Http404
    permission, _states, form_class, action = STEPS[name]
    if not request.user.has_perm(permission):
        raise PermissionDenied
    version = prepared(request, year)
    form = form_class(request.POST, prefix=name) if form_class else None
    if form and not form.is_valid():
        return desk_page(request, version, {name: form})
    try:
        action(version=version, by=request.user, **(form.cleaned_data if form else {}))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return desk_page(request, version, {name: form})
    messages.success(request, _("The step is done."))
    return redirect("surveys:desk", year)


@permission_required("surveys.add_wave", raise_exception=True)
def new(request):
    wave = WaveForm(request.POST or None)
    version = VersionForm(request.POST or None)
    if request.method == "POST" and all([wave.is_valid(), version.is_valid()]):
        made = actions.start_wave(
            wave=wave.instance, version=version.instance, by=request.user
        )
        messages.success(request, _("The wave is drafted: import its answers."))
        return redirect("surveys:desk", made.wave.year)
    return render(request, "surveys/new.html", {"wave": wave, "form": version})


def draft_of(request, year):
    """The draft that an analyst may change."""
    versions = Version.objects.visible_to(request.user).filter(state=State.DRAFT)
    return get_object_or_404(versions.select_related("wave"), wave__year=year)


@permission_required(CHANGE, raise_exception=True)
def parameters(request, year):
    version = draft_of(request, year)
    form = VersionForm(request.POST or None, instance=version)
    if request.method == "POST" and form.is_valid():
        actions.change_parameters(form=form, by=request.user)
        bell.ask_for_figures(version)
        messages.success(request, _("The parameters were saved."))
        return redirect("surveys:desk", year)
    context = {"form": form, "version": version, "wave": version.wave}
    return render(request, "surveys/parameters.html", context)


@permission_required(CHANGE, raise_exception=True)
def levels(request, year):
    version = draft_of(request, year)
    form = LevelsForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        actions.set_levels(
            version=version,
            questions=form.chosen("question"),
            breakdowns=form.chosen("breakdown"),
            by=request.user,
        )
        bell.ask_for_figures(version)
        messages.success(request, _("The levels were saved."))
        return redirect("surveys:desk", year)
    context = {"form": form, "version": version, "wave": version.wave}
    return render(request, "surveys/levels.html", context)


@csrf_exempt
@permission_required(CHANGE, raise_exception=True)
def dry_run(request, year):
    """The upload handler must stand before anything reads the body, CSRF included."""
    request.upload_handlers = [upload.InMemory(request)]
    return checked_dry_run(request, year)


@csrf_protect
@sensitive_variables("problems")
def checked_dry_run(request, year):
    version = draft_of(request, year)
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    problems, kept = [], None
    if is_sent:
        is_right = form.is_valid()
        if upload.is_too_large(request):
            form.add_error(None, _("The file is larger than the portal accepts."))
        elif is_right:
            kept, problems = actions.dry_run(
                version=version,
                codebook=form.cleaned_data["codebook"].read(),
                answers=form.cleaned_data["answers"].read(),
                by=request.user,
            )
    context = {
        "form": form,
        "version": version,
        "wave": version.wave,
        "problems": problems,
        "kept": kept,
        "sizes": sizes(kept),
    }
    return render(request, "surveys/import.html", context)


def sizes(kept):
    """How many people of each group a dry run holds."""
    if kept is None or kept.aggregate is None:
        return {}
    return {
        group: cells[""]["size"] for group, cells in kept.aggregate["groups"].items()
    }


@require_POST
@permission_required(CHANGE, raise_exception=True)
def confirm(request, year, pk):
    version = draft_of(request, year)
    kept = get_object_or_404(Import.objects.filter(version=version), pk=pk)
    try:
        actions.confirm_import(dry_run=kept, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:import", year)
    bell.ask_for_figures(version)
    messages.success(request, _("Imported; the figures are being computed."))
    return redirect("surveys:desk", year)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def correct(request, year):
    version = prepared(request, year)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return desk_page(request, version, {"correct": form})
    try:
        draft = actions.start_correction(
            version=version, by=request.user, **form.cleaned_data
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return desk_page(request, version, {"correct": form})
    bell.ask_for_figures(draft)
    messages.success(request, _("The correction is drafted."))
    return redirect("surveys:desk", year)
