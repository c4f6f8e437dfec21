"""The clearance path: twelve steps, the regimes, the channels, and their texts."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.models import Office
from audit.shelf import shelved
from instructions.models import Channel, Label, Regime, Step, Version
from instructions.views.find import viewpoint


def texts_by_step(user, language, when, regime=""):
    """The texts in force, by step; two queries, no body."""
    rows = (
        Version.objects.visible_to(user)
        .in_force(**when.axes)
        .in_language(language, when.known_on)
        .without_bodies()
        .select_related("instruction__issuer")
        .order_by("instruction__type", "-in_force_on")
    )
    if regime:
        rows = rows.filter(
            instruction__in=Label.objects.filter(
                scheme=Label.Scheme.REGIME, code=regime
            ).values("instruction")
        )
    labels = Label.objects.filter(scheme=Label.Scheme.STEP).values_list(
        "instruction_id", "code"
    )
    steps = {}
    for instruction, code in labels:
        steps.setdefault(instruction, set()).add(int(code))
    found = {step: [] for step in Step}
    for version in rows:
        for step in steps.get(version.instruction_id, ()):
            found[Step(step)].append(version)
    return found


@login_not_required
@shelved
def path(request):
    regime = request.GET.get("regime", "")
    regime = regime if regime in Regime.values else ""
    when = viewpoint(request)
    found = texts_by_step(request.user, get_language(), when, regime)
    return render(
        request,
        "instructions/path.html",
        {
            "steps": [(step, texts) for step, texts in found.items()],
            "regimes": Regime,
            "channels": Channel,
            "regime": regime,
            "when": when,
            "asked": when.query,
            "offices": Office.objects.filter(is_active=True),
        },
    )


@login_not_required
@shelved
def step(request, number):
    if number not in Step.values:
        raise Http404
    when = viewpoint(request)
    found = texts_by_step(request.user, get_language(), when)
    return render(
        request,
        "instructions/step.html",
        {
            "step": Step(number),
            "when": when,
            "texts": found[Step(number)],
            "before": Step(number - 1) if number > 1 else None,
            "after": Step(number + 1) if number < len(Step) else None,
            "channels": Channel if number == Step.SELECTIVITY else (),
        },
    )
