"""What of the promises waits for whom, and until when."""

from datetime import timedelta

import pytest

from commitments import actions
from portal.waiting import waiting
from workdays.arithmetic import add_workdays


def things(user):
    """Pairs of reference and action, the nearest deadline first."""
    found = [thing for thing in waiting(user) if thing.title.startswith("E-")]
    return [(thing.title.partition(" ")[0], thing.action) for thing in found]


def deadline(user):
    return next(t.due_on for t in waiting(user) if t.title.startswith("E-"))


@pytest.fixture
def far(promise, today):
    return promise(due_on=today + timedelta(days=200))


def test_the_owner_is_shown_what_is_near_late_or_contested(
    far, promise, secretary, broker, today
):
    near = promise(due_on=today + timedelta(days=10))
    late = promise(due_on=today - timedelta(days=10))
    assert things(secretary) == [
        (late.reference, "Le tenir, puis le déclarer réalisé"),
        (near.reference, "Le tenir, puis le déclarer réalisé"),
    ]
    actions.claim(commitment=far, words="Fait.", by=secretary)
    actions.contest(commitment=far, words="Non.", by=broker)
    assert [name for name, _action in things(secretary)] == [
        late.reference,
        near.reference,
        far.reference,
    ]


def test_counterparts_are_asked_to_answer_and_to_agree(
    far, promise, secretary, broker, carrier, today
):
    gone = promise()
    assert things(broker) == []
    actions.claim(commitment=far, words="Fait.", by=secretary)
    actions.abandon(commitment=gone, words="Caduc.", by=secretary)
    assert things(broker) == [
        (far.reference, "Confirmer ou contester"),
        (gone.reference, "Lire le motif et décider"),
    ]
    assert deadline(broker) == add_workdays(today, 20)
    actions.confirm(commitment=far, by=broker)
    actions.consent(commitment=gone, by=carrier)
    assert things(broker) == []


def test_a_draft_of_a_plan_waits_for_who_publishes_it(
    officer, signatory, broker, today
):
    actions.write_plan(
        title="Plan", starts_on=today, ends_on=today + timedelta(days=9), by=officer
    )
    for person, expected in ((officer, 1), (signatory, 1), (broker, 0)):
        assert [t.title for t in waiting(person)].count("Plan") == expected
