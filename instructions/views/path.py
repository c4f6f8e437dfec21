"""The clearance path: twelve steps, the regimes, the channels, and their texts."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import Office
from audit.shelf import shelved
from instructions import asked
from instructions.models import Channel, Label, Regime, Step, Version
from instructions.views.find import viewpoint

ON_THE_PATH, ON_ITS_PAGE = 5, 20


def texts_by_step(user, language, when, regime="", step=None, most=ON_THE_PATH):
    """Each step's first texts in force and how many there are: three queries, no body.

    What is not shown is counted by its key alone, so that the page costs the same
    however many texts there are.
    """
    filed = {"regime": regime, "step": step}
    filed = {scheme: str(code) for scheme, code in filed.items() if code}
    values = filed | when.values | {"now": timezone.now()}
    kind = language, when.office is not None, tuple(filed)
    rows = asked.on_the_path(user, *kind, **values)
    keys = found_by_step(rows, [step] if step else Step)
    shown = {key for found in keys.values() for key in found[:most]}
    versions = Version.objects.without_bodies().select_related("instruction__issuer")
    versions = versions.in_bulk(shown)
    return {
        step: ([versions[key] for key in found[:most]], len(found))
        for step, found in keys.items()
    }


def found_by_step(rows, wanted):
    """The keys of the versions at each step, in their order."""
    steps = {}
    labels = Label.objects.filter(scheme=Label.Scheme.STEP)
    for instruction, code in labels.values_list("instruction_id", "code"):
        steps.setdefault(instruction, set()).add(int(code))
    found = {Step(step): [] for step in wanted}
    for key, instruction in rows:
        for step in steps.get(instruction, set()) & found.keys():
            found[Step(step)].append(key)
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
            "steps": [(step, *texts) for step, texts in found.items()],
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
    of_step = {"step": Step(number), "most": ON_ITS_PAGE}
    found = texts_by_step(request.user, get_language(), when, **of_step)
    texts, total = found[Step(number)]
    return render(
        request,
        "instructions/step.html",
        {
            "step": Step(number),
            "when": when,
            "texts": texts,
            "total": total,
            "before": Step(number - 1) if number > 1 else None,
            "after": Step(number + 1) if number < len(Step) else None,
            "channels": Channel if number == Step.SELECTIVITY else (),
        },
    )
