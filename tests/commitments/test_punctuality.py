"""Kept on time, case by case: the first date decides, however often it is moved."""

from datetime import timedelta

import pytest

from commitments import actions
from commitments.models import Commitment
from workdays.arithmetic import add_workdays


@pytest.fixture
def claimed(promise, secretary, today):
    """A promise claimed some days from its first date, and postponed if asked."""

    def claimed(days, later=0):
        commitment = promise(due_on=today + timedelta(days=5))
        actions.claim(commitment=commitment, words="Fait.", by=secretary)
        first = today - timedelta(days=days)
        Commitment.objects.filter(pk=commitment.pk).update(
            first_due_on=first, due_on=first + timedelta(days=later)
        )
        commitment.refresh_from_db()
        return commitment

    return claimed


def counts(day):
    """Counted and on time, by the first date and by the current one."""
    rows = Commitment.objects
    return (
        rows.counted(day).count(),
        rows.kept_on_time().count(),
        rows.counted_by_current_date(day).count(),
        rows.kept_by_current_date().count(),
    )


@pytest.mark.parametrize(
    ("days", "later", "expected"),
    [
        (0, 0, (1, 1, 1, 1)),
        (-1, 0, (1, 1, 1, 1)),
        (1, 0, (1, 0, 1, 0)),
        (1, 1, (1, 0, 1, 1)),
        (2, 1, (1, 0, 1, 0)),
    ],
)
def test_what_is_confirmed_counts_by_the_day_of_its_claim(
    claimed, broker, today, days, later, expected
):
    actions.confirm(commitment=claimed(days, later), by=broker)
    assert counts(today) == expected
    assert counts(today + timedelta(days=90)) == expected


def test_a_claim_in_time_waits_for_its_answer_then_counts_as_not_kept(claimed, today):
    claimed(0)
    last = add_workdays(today, 20)
    assert counts(last) == (0, 0, 0, 0)
    assert counts(last + timedelta(days=1)) == (1, 0, 1, 0)


def test_a_late_claim_counts_at_once(claimed, today):
    claimed(1)
    assert counts(today) == (1, 0, 1, 0)


def test_a_contest_takes_the_claim_away(claimed, broker, carrier, today):
    commitment = claimed(0)
    actions.confirm(commitment=commitment, by=broker)
    actions.contest(commitment=commitment, words="Non.", by=carrier)
    assert counts(today) == (0, 0, 0, 0)
    assert counts(today + timedelta(days=1)) == (1, 0, 1, 0)


def test_what_is_abandoned_by_one_side_is_not_kept(promise, secretary, broker, today):
    commitment = promise()
    assert counts(today) == (0, 0, 0, 0)
    actions.abandon(commitment=commitment, words="Caduc.", by=secretary)
    assert counts(today) == (1, 0, 1, 0)
    actions.consent(commitment=commitment, by=broker)
    assert counts(today) == (0, 0, 0, 0)


def test_what_is_not_due_does_not_count_and_what_is_overdue_does(commitment):
    assert counts(commitment.due_on) == (0, 0, 0, 0)
    assert counts(commitment.due_on + timedelta(days=1)) == (1, 0, 1, 0)
