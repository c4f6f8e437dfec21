"""A partnership plan is written, published and closed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import picture, record
from commitments.actions.history import require
from commitments.models import Objective, Plan


@transaction.atomic
def write_plan(*, by, plan=None, **fields):
    """Begin a plan, or change the words of one that is not closed."""
    plan = locked(plan) if plan else Plan()
    check_not_closed(plan)
    return written(plan, "plan", by, fields)


@transaction.atomic
def write_objective(*, plan, by, objective=None, **fields):
    """Add an objective, or change one, while its plan is not closed."""
    plan = locked(plan)
    check_not_closed(plan)
    rows = Objective.objects.select_for_update()
    objective = rows.get(pk=objective.pk) if objective else Objective(plan=plan)
    number = fields.get("number", objective.number)
    require(
        not plan.objectives.exclude(pk=objective.pk).filter(number=number).exists(),
        _("This plan has an objective of that number."),
    )
    objective = written(objective, "objective", by, fields)
    plan.save(update_fields=["changed_at"])
    return objective


def written(row, name, by, fields):
    is_new = row.pk is None
    before = {} if is_new else picture(row)
    for field, value in fields.items():
        setattr(row, field, value)
    row.save()
    verb = f"{name}.{'created' if is_new else 'changed'}"
    record(verb, row, by=by, before=before)
    return row


@transaction.atomic
def publish_plan(*, plan, by):
    """From now on everybody reads it."""
    plan = locked(plan)
    require(plan.state == Plan.State.DRAFT, _("Only a draft can be published."))
    require(plan.objectives.exists(), _("A plan needs an objective first."))
    return stepped(plan, Plan.State.PUBLISHED, "published_at", by)


@transaction.atomic
def close_plan(*, plan, by):
    """Its time is over: it stays readable and nothing is added to it."""
    plan = locked(plan)
    require(
        plan.state == Plan.State.PUBLISHED, _("Only a published plan can be closed.")
    )
    return stepped(plan, Plan.State.CLOSED, "closed_at", by)


def stepped(plan, state, moment, by):
    before = picture(plan)
    plan.state = state
    setattr(plan, moment, timezone.now())
    plan.save()
    record(f"plan.{state}", plan, by=by, before=before)
    return plan


def locked(plan):
    return Plan.objects.select_for_update().get(pk=plan.pk)


def check_not_closed(plan):
    require(
        plan.state != Plan.State.CLOSED, _("This plan is closed: it stays as it was.")
    )
