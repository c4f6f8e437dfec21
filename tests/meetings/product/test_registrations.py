"""Each state of a registration × each step × each role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import day_links
from meetings.actions import reception
from meetings.models import Meeting, Reception, Registration
from tests.meetings.product.doors import DONE, FORBIDDEN, LOGIN, product

KEEPERS = ("officer", "administrator")
GONE = "This registration is cancelled already."
# By the link of the letter anybody may act who has it; at the desk, its keepers.
BY_LINK = ("confirm", "give back")
MEETS = {
    "confirm": {"cancelled": "This registration was cancelled. Register again."},
    "give back": {"cancelled": GONE},
    "take off the list": {"cancelled": GONE},
    "let in": {
        "asked": "No registration has this code.",
        "waiting": "Ada is on the waiting list.",
        "cancelled": "Ada has cancelled this registration.",
    },
}


def expected(step, who, state):
    if step not in BY_LINK:
        if who == "stranger":
            return LOGIN
        if who not in KEEPERS:
            return FORBIDDEN
    return MEETS[step].get(state, DONE)


@pytest.fixture
def registration(meeting):
    Meeting.objects.update(level="public")
    day = Reception.objects.create(
        meeting=meeting,
        places=2,
        places_each=1,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=meeting.starts_at - timedelta(days=1),
    )
    return reception.ask(
        registration=Registration(reception=day, name="Ada", email="ada@example.org"),
        sessions=(),
    )


@pytest.mark.parametrize("state", Registration.State.values)
def test_every_step_of_everybody(state, registration, cast):
    Registration.objects.update(state=state, confirmed_at=timezone.now())
    registration.refresh_from_db()
    link = [day_links.token(registration)]
    day = [registration.reception.meeting_id]
    steps = {
        "confirm": ("day_own", link, {"confirm": "1"}),
        "give back": ("day_own", link, {"cancel": "1"}),
        "take off the list": ("day_guest_cancel", [registration.pk], {}),
        "let in": ("day_door", day, {"code": registration.code}),
    }

    assert product(cast, steps) == {
        (step, who): expected(step, who, state) for step in steps for who in cast
    }
