"""Each state of a meeting × each step × each role."""

import pytest

from meetings.models import Meeting
from tests.meetings.product.doors import DONE, FORBIDDEN, HIDDEN, LOGIN, product
from workdays.arithmetic import add_workdays

# A bilateral of the Directorate General with the brokers, shown to its parties.
KEEPERS = ("officer", "administrator")
ELSEWHERE = ("carrier", "secretary", "user_manager")
NOT_OVER = "This meeting is not over yet."
# What a step meets in a state, taken by whoever may; in the states that are not
# named it is done.
REFUSED = {
    "convene": "Only a planned meeting can be convened.",
    "move": "Only a convened meeting can be moved.",
    "place": "Only a convened meeting has its place changed this way.",
    "cancel": "Only a planned or convened meeting can be cancelled.",
    "hold": "Only a convened meeting can be recorded as held.",
    "close": "Only a meeting that was held can be closed.",
}
ALLOWED = {
    "convene": ("planned",),
    "move": ("convened",),
    "place": ("convened",),
    "cancel": ("planned", "convened"),
    "hold": ("convened",),
    "close": ("held",),
}


def expected(step, who, state):
    if who == "stranger":
        return LOGIN
    if who in ELSEWHERE:
        return HIDDEN
    if who not in KEEPERS:
        return FORBIDDEN
    if state not in ALLOWED[step]:
        return REFUSED[step]
    return NOT_OVER if step == "hold" else DONE


@pytest.mark.parametrize("state", Meeting.State.values)
def test_every_step_of_everybody(state, meeting, cast):
    Meeting.objects.update(state=state)
    at = [meeting.programme.year, meeting.pk]
    later = add_workdays(meeting.starts_at.date(), 2)
    moved = {
        "day": later.isoformat(),
        "starts": "9:00",
        "ends": "10:00",
        "reason": "Salle prise",
    }
    steps = {
        "convene": ("convene", at, {}),
        "move": ("move", at, moved),
        "place": ("place", at, {"place": "Hôtel"}),
        "cancel": ("cancel", at, {"reason": "Mission"}),
        "hold": ("hold", at, {}),
        "close": ("close", at, {}),
    }

    assert product(cast, steps) == {
        (step, who): expected(step, who, state) for step in steps for who in cast
    }
