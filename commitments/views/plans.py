"""Partnership plans: one public page each, and the officer's forms."""

from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from audit.shelf import shelved
from audit.sure import asks_first
from commitments import actions, asked, changes, reading
from commitments.forms.plan import ObjectiveForm, PlanForm
from commitments.found import Found
from commitments.models import Objective, Plan
from commitments.views.doors import attempt, form_page, shown_plan

may_write = permission_required("commitments.change_plan", raise_exception=True)
may_publish = permission_required("commitments.publish_plan", raise_exception=True)


@login_not_required
@shelved
def plans(request):
    context = {
        "plans": Plan.objects.visible_to(request.user),
        "may_write": request.user.has_perm("commitments.change_plan"),
    }
    return render(request, "commitments/plans.html", context)


@login_not_required
@shelved
def plan(request, pk):
    """The plan with its objectives, what was promised under each, and how far it is."""
    plan = shown_plan(request.user, pk)
    promises = reading.show(asked.of_plan(request.user, plan=plan.pk))
    is_open = plan.state != Plan.State.CLOSED
    context = {
        "plan": plan,
        "objectives": objectives(plan, promises),
        "figures": Found(request.user, {"plan": plan.pk}).figures,
        "changes": changes.since_publication(plan),
        "may_write": is_open and request.user.has_perm("commitments.change_plan"),
        "may_publish": request.user.has_perm("commitments.publish_plan"),
    }
    return render(request, "commitments/plan.html", context)


def objectives(plan, promises):
    """Each objective with its promises and their progress."""
    found = list(plan.objectives.all())
    for objective in found:
        objective.promises = [p for p in promises if p.objective_id == objective.pk]
        objective.kept = sum(p.state == "kept" for p in objective.promises)
        objective.total = sum(p.consented_on is None for p in objective.promises)
    return found


@may_write
def plan_add(request):
    form = PlanForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.write_plan(by=request.user, **form.cleaned_data),
        done=_("The plan was begun: a draft that only officers see."),
        back="commitments:plans",
        template="commitments/plan_form.html",
        title=_("New plan"),
    )


@may_write
def plan_edit(request, pk):
    plan = shown_plan(request.user, pk)
    form = PlanForm(request.POST or None, instance=plan)
    return form_page(
        request,
        form,
        lambda: actions.write_plan(plan=plan, by=request.user, **form.cleaned_data),
        done=_("The plan was saved."),
        back=plan,
        template="commitments/plan_form.html",
        title=_("Edit the plan"),
        plan=plan,
    )


@may_write
def objective_add(request, pk):
    return objective_form(request, shown_plan(request.user, pk), None)


@may_write
def objective_edit(request, pk):
    rows = Objective.objects.visible_to(request.user).select_related("plan")
    objective = get_object_or_404(rows, pk=pk)
    return objective_form(request, objective.plan, objective)


def objective_form(request, plan, objective):
    form = ObjectiveForm(request.POST or None, instance=objective, plan=plan)
    return form_page(
        request,
        form,
        lambda: (
            actions.write_objective(
                plan=plan, objective=objective, by=request.user, **form.cleaned_data
            ).plan
        ),
        done=_("The objective was saved."),
        back=plan,
        template="commitments/plan_form.html",
        title=_("Edit the objective") if objective else _("New objective"),
        plan=plan,
    )


@may_publish
@require_POST
def plan_publish(request, pk):
    plan = shown_plan(request.user, pk)
    attempt(
        request,
        None,
        lambda: actions.publish_plan(plan=plan, by=request.user),
        _("The plan is published."),
    )
    return redirect(plan)


@may_publish
@require_POST
@asks_first(
    gettext_lazy("Close this plan?"),
    gettext_lazy(
        "No objective or commitment is added to it any more; it stays readable."
    ),
    gettext_lazy("Close the plan"),
)
def plan_close(request, pk):
    plan = shown_plan(request.user, pk)
    attempt(
        request,
        None,
        lambda: actions.close_plan(plan=plan, by=request.user),
        _("The plan is closed."),
    )
    return redirect(plan)
