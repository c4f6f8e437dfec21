"""A partnership plan: drafted by officers, published, closed; read by everybody."""

from datetime import timedelta

import pytest
from django.utils import translation

from audit.refusal import Refused
from commitments import actions
from commitments.models import Objective, Plan

State = Plan.State


@pytest.fixture
def draft(officer, today):
    return actions.write_plan(
        title="Plan 2026-2028",
        title_en="Plan 2026-2028 in English",
        starts_on=today,
        ends_on=today + timedelta(days=900),
        by=officer,
    )


@pytest.fixture
def objective(draft, officer):
    return actions.write_objective(
        plan=draft, number=1, title="Publier les délais", factor=3, by=officer
    )


@pytest.fixture
def brought_to(draft, objective, officer):
    def brought_to(state):
        if state != State.DRAFT:
            actions.publish_plan(plan=draft, by=officer)
        if state == State.CLOSED:
            actions.close_plan(plan=draft, by=officer)
        return draft

    return brought_to


CLOSED = "This plan is closed: it stays as it was."
MEETS = {
    ("publish", State.DRAFT): "",
    ("publish", State.PUBLISHED): "Only a draft can be published.",
    ("publish", State.CLOSED): "Only a draft can be published.",
    ("close", State.DRAFT): "Only a published plan can be closed.",
    ("close", State.PUBLISHED): "",
    ("close", State.CLOSED): "Only a published plan can be closed.",
    ("write", State.DRAFT): "",
    ("write", State.PUBLISHED): "",
    ("write", State.CLOSED): CLOSED,
    ("objective", State.DRAFT): "",
    ("objective", State.PUBLISHED): "",
    ("objective", State.CLOSED): CLOSED,
}


@pytest.mark.parametrize("state", State.values)
def test_each_step_is_allowed_or_refused_with_its_sentence(state, brought_to, officer):
    steps = {
        "write": lambda plan: actions.write_plan(plan=plan, title="Autre", by=officer),
        "objective": lambda plan: actions.write_objective(
            plan=plan, number=2, title="Former", factor=8, by=officer
        ),
        "close": lambda plan: actions.close_plan(plan=plan, by=officer),
        "publish": lambda plan: actions.publish_plan(plan=plan, by=officer),
    }
    plan = brought_to(state)
    names = ["write", "objective", "close" if state != State.PUBLISHED else "publish"]
    names.append("publish" if state != State.PUBLISHED else "close")
    found = {}
    with translation.override("en"):
        for name in names:
            try:
                steps[name](plan)
                found[name, state] = ""
            except Refused as refusal:
                found[name, state] = str(refusal)
    assert found == {key: MEETS[key] for key in MEETS if key[1] == state}


def test_an_empty_plan_is_not_published(draft, officer):
    with pytest.raises(Refused, match="besoin d’un objectif"):
        actions.publish_plan(plan=draft, by=officer)


def test_the_page_shows_each_objective_with_its_progress(
    client, brought_to, objective, promise, secretary, broker, queries
):
    plan = brought_to(State.PUBLISHED)
    kept = promise(level="public", objective=objective)
    promise(level="public", objective=objective)
    promise(level="parties", objective=objective)
    actions.claim(commitment=kept, words="Fait.", by=secretary)
    actions.confirm(commitment=kept, by=broker)
    page = client.get(plan.get_absolute_url())
    [shown] = page.context["objectives"]
    assert (shown.kept, shown.total, len(shown.promises)) == (1, 2, 2)
    few = queries(plan.get_absolute_url())
    for _ in range(5):
        promise(level="public", objective=objective)
    assert queries(plan.get_absolute_url()) == few


def test_what_changes_of_a_published_plan_stands_on_its_page(
    client, brought_to, objective, officer, today
):
    address = f"/en{brought_to(State.PUBLISHED).get_absolute_url()}"
    assert "Changed since its publication" not in client.get(address).text

    actions.write_objective(
        plan=objective.plan,
        objective=objective,
        title="Publier moins",
        factor=4,
        by=officer,
    )
    actions.write_objective(
        plan=objective.plan, number=2, title="Former", factor=8, by=officer
    )
    until = today + timedelta(days=30)
    actions.write_plan(plan=objective.plan, ends_on=until, by=officer)

    page = client.get(address)
    assert "Changed since its publication" in page.text
    assert [row.what for row in page.context["changes"]] == [
        "The plan",
        "Objective 2, added",
        "Objective 1",
    ]
    assert page.context["changes"][2].values == [
        ("Title", "Publier les délais", "Publier moins"),
        ("Key factor", "Transparency", "Automation"),
    ]
    assert officer.name not in page.text


def test_what_changes_of_a_draft_is_nobodys_business(client, draft, objective, officer):
    actions.write_plan(plan=draft, title="Plan bis", by=officer)
    actions.publish_plan(plan=draft, by=officer)

    assert client.get(f"/en{draft.get_absolute_url()}").context["changes"] == []


def test_an_officer_writes_a_plan_and_its_objectives(client, officer):
    client.force_login(officer)
    data = {"title": "Plan", "starts_on": "01/01/2027", "ends_on": "2029-12-31"}
    answer = client.post("/commitments/plans/new/", data)
    plan = Plan.objects.get()
    assert answer.url == plan.get_absolute_url()
    words = {"number": 1, "factor": 4, "title": "Dématérialiser"}
    address = f"/commitments/plans/{plan.pk}/objectives/"
    assert client.post(address, words).url == plan.get_absolute_url()
    again = client.post(address, words)
    assert "Ce plan a déjà un objectif de ce numéro." in again.content.decode()
    client.post(
        f"/commitments/objectives/{Objective.objects.get().pk}/",
        words | {"title": "Sans papier"},
    )
    assert [row.title for row in plan.objectives.all()] == ["Sans papier"]
    client.post(f"/commitments/plans/{plan.pk}/publish/")
    plan.refresh_from_db()
    assert plan.state == State.PUBLISHED


def test_a_plan_that_ends_before_it_starts_is_told_so(client, officer):
    client.force_login(officer)
    data = {"title": "Plan", "starts_on": "2028-01-01", "ends_on": "2027-12-31"}
    answer = client.post("/commitments/plans/new/", data)
    assert "Un plan doit finir après son début." in answer.content.decode()
    assert Plan.objects.count() == 0


def test_the_plan_is_read_in_english(client, brought_to):
    plan = brought_to(State.PUBLISHED)
    page = client.get(f"/en{plan.get_absolute_url()}").content.decode()
    assert "Plan 2026-2028 in English" in page
