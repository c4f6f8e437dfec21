"""What waits about minutes: to write, to approve, to answer, to publish."""

import pytest
from django.utils import timezone, translation

from meetings.actions.meeting import convene
from meetings.actions.minutes import correcting, publishing
from meetings.actions.minutes.approving import approve
from portal.waiting import waiting
from tests.meetings.minutes import passage_of
from workdays.arithmetic import add_workdays

WRITE, APPROVE, ANSWER, PUBLISH = (
    "Write and circulate the minutes",
    "Correct or approve the minutes",
    "Answer the corrections",
    "Publish the minutes",
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def convened(meeting, broker, officer):
    return convene(meeting=meeting, by=officer)


def asked(user):
    return [
        thing.action
        for thing in waiting(user)
        if thing.action in {WRITE, APPROVE, ANSWER, PUBLISH}
    ]


def test_the_draft_waits_for_its_officer_until_five_working_days_after(
    draft, officer, broker
):
    (thing,) = [t for t in waiting(officer) if t.action == WRITE]
    assert thing.due_on == add_workdays(timezone.localdate(draft.meeting.ends_at), 5)
    assert asked(broker) == []


def test_circulated_minutes_wait_for_whoever_speaks_for_a_party(
    circulated, cast, broker, brokers
):
    people = {name: user for name, user in cast.items() if user.is_authenticated}
    who = {name for name, user in people.items() if APPROVE in asked(user)}
    assert who == {"broker", "officer", "signatory"}

    approve(minutes=circulated, organisation=brokers, by=broker)
    assert asked(broker) == []


def test_a_correction_waits_for_the_officer_and_no_more_for_its_party(
    circulated, officer, broker, brokers
):
    correcting.propose(
        minutes=circulated,
        organisation=brokers,
        wording="Autre chose.",
        why="",
        passage=passage_of(circulated),
        by=broker,
    )
    assert asked(broker) == []
    assert sorted(asked(officer)) == [ANSWER, APPROVE]


def test_approved_minutes_wait_to_be_published(approved, officer, broker):
    assert (asked(officer), asked(broker)) == ([PUBLISH], [])

    publishing.publish(minutes=approved, by=officer)
    assert asked(officer) == []
