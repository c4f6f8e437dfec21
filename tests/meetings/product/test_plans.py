"""Each state of a partnership plan × each step × each role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commitments import actions
from commitments.models import Plan
from tests.meetings.product.doors import DONE, FORBIDDEN, LOGIN, product

KEEPERS = ("officer", "administrator")
PUBLISHERS = (*KEEPERS, "signatory")
FINAL = "This plan is closed: it stays as it was."
MEETS = {
    **{step: {"closed": FINAL} for step in ("write", "add", "change")},
    "publish": dict.fromkeys(("published", "closed"), "Only a draft can be published."),
    "close": dict.fromkeys(("draft", "closed"), "Only a published plan can be closed."),
}


def expected(step, who, state):
    if who == "stranger":
        return LOGIN
    if who not in (PUBLISHERS if step in ("publish", "close") else KEEPERS):
        return FORBIDDEN
    return MEETS[step].get(state, DONE)


@pytest.mark.parametrize("state", Plan.State.values)
def test_every_step_of_everybody(state, officer, cast):
    today = timezone.localdate()
    dates = {"starts_on": today, "ends_on": today + timedelta(days=900)}
    plan = actions.write_plan(title="Plan", by=officer, **dates)
    objective = actions.write_objective(
        plan=plan, number=1, title="Publier", factor=3, by=officer
    )
    Plan.objects.update(state=state)
    words = {"title": "Autre", **{k: day.isoformat() for k, day in dates.items()}}
    second, first = ({"number": n, "title": "Former", "factor": 8} for n in (2, 1))
    steps = {
        "write": ("commitments:plan_edit", [plan.pk], words),
        "add": ("commitments:objective_add", [plan.pk], second),
        "change": ("commitments:objective_edit", [objective.pk], first),
        "publish": ("commitments:plan_publish", [plan.pk], {}),
        "close": ("commitments:plan_close", [plan.pk], {}),
    }

    assert product(cast, steps) == {
        (step, who): expected(step, who, state) for step in steps for who in cast
    }
