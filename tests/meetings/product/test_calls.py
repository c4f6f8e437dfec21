"""Each state of a call for topics × each step × each role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import TopicCall
from tests.meetings.product.doors import DONE, FORBIDDEN, HIDDEN, LOGIN, product

KEEPERS = ("officer", "administrator")
ELSEWHERE = ("carrier", "secretary", "user_manager")
# Days from today on which a call opens and closes, in each state but the first.
SPANS = {"to come": (2, 4), "open": (-2, 4), "closed": (-4, -2), "withdrawn": (-2, 4)}
OVER = {
    "closed": "This call is closed already.",
    "withdrawn": "This call was withdrawn.",
}
TWICE = "This meeting has a call for topics already."


def expected(step, who, state):
    if who == "stranger":
        return LOGIN
    if who in ELSEWHERE:
        return HIDDEN
    if who not in KEEPERS:
        return FORBIDDEN
    if step == "announce":
        return DONE if state in ("none", "withdrawn") else TWICE
    return OVER.get(state, DONE)


@pytest.mark.parametrize("state", ["none", *SPANS])
def test_every_step_of_everybody(state, meeting, cast):
    until = {"closes_on": (timezone.localdate() + timedelta(days=6)).isoformat()}
    at = [meeting.programme.year, meeting.pk]
    steps = {"announce": ("call_for_meeting", at, until)}
    if state != "none":
        now = timezone.now()
        opens_at, closes_at = (now + timedelta(days=days) for days in SPANS[state])
        withdrawn_at = now if state == "withdrawn" else None
        call = TopicCall.objects.create(
            meeting=meeting,
            opens_at=opens_at,
            closes_at=closes_at,
            withdrawn_at=withdrawn_at,
        )
        steps["change"] = ("call_change", [call.pk], until)
        steps["withdraw"] = ("call_withdraw", [call.pk], {"reason": "Mission"})

    assert product(cast, steps) == {
        (step, who): expected(step, who, state) for step in steps for who in cast
    }
