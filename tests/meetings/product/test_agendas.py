"""Each state of a meeting × each step of its agenda × each role."""

import pytest

from meetings.actions import agenda
from meetings.models import Meeting
from tests.meetings.product.doors import DONE, FORBIDDEN, HIDDEN, LOGIN, product

# A bilateral of the Directorate General with the brokers, shown to its parties.
KEEPERS = ("officer", "administrator")
ELSEWHERE = ("carrier", "secretary", "user_manager")
FIXED = "The agenda of this meeting can no longer be changed."


def expected(who, state):
    if who == "stranger":
        return LOGIN
    if who in ELSEWHERE:
        return HIDDEN
    if who not in KEEPERS:
        return FORBIDDEN
    return DONE if state in ("planned", "convened") else FIXED


@pytest.mark.parametrize("state", Meeting.State.values)
def test_every_step_of_everybody(state, meeting, officer, cast, proposed, item):
    topic = proposed(meeting=meeting)
    one, two = (
        agenda.add_item(item=item(title), by=officer) for title in ("Divers", "Visites")
    )
    Meeting.objects.update(state=state)
    of_meeting, of_item = [meeting.programme.year, meeting.pk], [one.pk]
    order = {"seen": f"{one.pk}-{two.pk}", "wanted": f"{two.pk}-{one.pk}"}
    steps = {
        "add an item": ("item_add", of_meeting, {"title": "x", "minutes": 10}),
        "put a topic": ("agenda_topic", of_meeting, {"topic": topic.reference}),
        "order": ("agenda_order", of_meeting, order),
        "move": ("item_move", of_item, {"to": 2}),
        "give minutes": ("item_minutes", of_item, {"minutes": 20}),
        "edit": ("item_edit", of_item, {"title": "y", "minutes": 10}),
        "take off": ("item_remove", of_item, {}),
        "publish": ("agenda_publish", of_meeting, {}),
    }

    assert product(cast, steps) == {
        (step, who): expected(who, state) for step in steps for who in cast
    }
