"""An overdue promise climbs from the office to the Director General, once a rung."""

from datetime import timedelta

import pytest

from commitments import actions
from commitments.ladder import ladder
from commitments.models import Commitment, Escalation, Rung
from commitments.tasks import escalate_overdue
from notices.models import Notice
from tests.conftest import mandate, person
from workdays.arithmetic import subtract_workdays


@pytest.fixture
def heads(region, customs):
    """The directorates' heads, by the function that their unit names."""
    found = {}
    for name, unit, function in (
        ("regional", region, "Directeur régional"),
        ("general", customs, "Directeur général"),
    ):
        unit.head_function = function
        unit.save()
        found[name] = person(name)
        mandate(found[name], unit, function)
    return found


@pytest.fixture
def overdue(promise, today):
    def overdue(days, **fields):
        return promise(due_on=subtract_workdays(today, days), **fields)

    return overdue


def told():
    rows = Notice.objects.filter(kind="commitments.escalated").order_by("occurrence")
    return [row.email for row in rows]


def test_the_ladder_leads_from_the_office_to_the_root(promise, office, region, customs):
    assert [(p.rung, p.unit, p.office) for p in ladder(promise(office=office))] == [
        (Rung.LOCAL, region, office),
        (Rung.REGIONAL, region, None),
        (Rung.GENERAL, customs, None),
    ]


def test_a_promise_of_a_unit_starts_at_the_unit(promise, region, customs):
    assert [(p.rung, p.unit) for p in ladder(promise())] == [
        (Rung.REGIONAL, region),
        (Rung.GENERAL, customs),
    ]


def test_a_promise_of_a_partner_stands_under_the_unit_it_is_owed_to(
    promise, brokers, region, customs
):
    commitment = promise(owner=brokers, counterparts=[region])
    assert [(p.rung, p.unit) for p in ladder(commitment)] == [
        (Rung.REGIONAL, region),
        (Rung.GENERAL, customs),
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (4, []),
        (5, ["secretary"]),
        (14, ["secretary"]),
        (15, ["secretary", "regional"]),
        (30, ["secretary", "regional", "general"]),
    ],
)
def test_each_rung_is_climbed_after_its_days(
    overdue, office, heads, secretary, days, expected
):
    commitment = overdue(days, office=office)
    escalate_overdue()
    escalate_overdue()
    assert told() == [f"{name}@example.org" for name in expected]
    assert commitment.escalations.count() == len(expected)
    steps = commitment.steps.filter(verb="escalated").order_by("pk")
    assert [step.rung for step in steps] == list(range(1, len(expected) + 1))


def test_a_claim_or_a_later_date_stops_the_climb(overdue, office, secretary, today):
    claimed, postponed = overdue(5, office=office), overdue(5, office=office)
    actions.claim(commitment=claimed, words="Fait.", by=secretary)
    actions.postpone(
        commitment=postponed,
        due_on=today + timedelta(days=10),
        words="Matériel.",
        by=secretary,
    )
    escalate_overdue()
    assert Escalation.objects.count() == 0


def test_a_postponed_promise_climbs_anew_for_its_new_date(overdue, office, secretary):
    commitment = overdue(5, office=office)
    escalate_overdue()
    Commitment.objects.filter(pk=commitment.pk).update(
        due_on=commitment.due_on + timedelta(days=1)
    )
    commitment.refresh_from_db()
    [local, *_above] = ladder(commitment)
    assert (
        actions.escalate(commitment=commitment, place=local, on=commitment.due_on)
        is None
    )
    day = commitment.due_on + timedelta(days=9)
    assert actions.escalate(commitment=commitment, place=local, on=day).rung == 1
    assert actions.escalate(commitment=commitment, place=local, on=day) is None
    assert commitment.escalations.count() == 2


def test_what_is_escalated_waits_for_the_head(overdue, heads, client):
    commitment = overdue(20)
    escalate_overdue()
    client.force_login(heads["regional"])
    assert commitment.reference in client.get("/dashboard/").content.decode()
