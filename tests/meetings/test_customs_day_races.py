"""The last place, taken twice at once: one has it, the other waits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from meetings.actions import reception as actions
from meetings.models import Reception, Registration
from tests.meetings.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]
State = Registration.State


@pytest.fixture(autouse=True)
def real_locks(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("Rows are locked by PostgreSQL; SQLite writes one at a time.")


@pytest.fixture
def day(meeting):
    return Reception.objects.create(
        meeting=meeting,
        places=1,
        places_each=1,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=meeting.starts_at,
    )


def asked(day, name):
    registration = Registration(reception=day, name=name, email=f"{name}@example.org")
    return actions.ask(registration=registration, sessions=())


def confirming(registration):
    return lambda: actions.confirm(registration=registration)


def states():
    return sorted(Registration.objects.values_list("state", flat=True))


def test_the_last_place_taken_twice_at_once_goes_to_one(day):
    ada, bob = asked(day, "ada"), asked(day, "bob")

    assert at_once(confirming(ada), confirming(bob)) == ["done", "done"]
    assert states() == [State.CONFIRMED, State.WAITING]


def test_a_place_given_back_while_another_asks_is_never_lost_or_doubled(day):
    ada, bob, cleo = (asked(day, name) for name in ("ada", "bob", "cleo"))
    actions.confirm(registration=ada)
    actions.confirm(registration=bob)

    found = at_once(lambda: actions.cancel(registration=ada), confirming(cleo))

    assert found == ["done", "done"]
    assert states() == [State.CANCELLED, State.CONFIRMED, State.WAITING]
    bob.refresh_from_db()
    assert bob.state == State.CONFIRMED


def test_the_same_address_typed_twice_at_once_stands_once(day):
    twice = lambda: asked(day, "ada")  # noqa: E731

    assert at_once(twice, twice) == ["done", "done"]
    assert states() == [State.ASKED]


def test_the_same_code_shown_at_two_doors_lets_in_once(day, officer):
    ada = actions.confirm(registration=asked(day, "ada"))
    found = []

    def arrive():
        row, is_new = actions.arrive(reception=day, code=ada.code, by=officer)
        found.append((row.pk, is_new))

    assert at_once(arrive, arrive) == ["done", "done"]
    assert sorted(found) == [(ada.pk, False), (ada.pk, True)]
