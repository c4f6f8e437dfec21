"""Each state of minutes × each step × each role: done, refused in words, or closed."""

import json

import pytest

from meetings.actions.minutes import publishing
from meetings.models import Delegate
from tests.meetings.minutes import passage_of
from tests.meetings.product.doors import DONE, FORBIDDEN, HIDDEN, LOGIN, product

NOT_A_DRAFT = {
    "circulated": "The minutes are with the parties: they change by a correction alone.",
    "approved": "The minutes are approved and stay as they are.",
    "published": "The minutes are published and stay as they are.",
}
NOT_CIRCULATED = NOT_A_DRAFT | {
    "draft": "The minutes are a draft: circulate them first."
}
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."
KEEPERS = ("officer", "administrator")
ELSEWHERE = ("carrier", "secretary", "user_manager")
SEE_DRAFTS = ("officer", "signatory", "auditor", "administrator")
SPEAKERS = {"broker": "brokers", "officer": "customs", "signatory": "customs"}
# Where the page of the meeting is the door, its parties stand before it and may not.
BY_MEETING = ("mark", "count women", "add an item")


def without(sentences, *states):
    return {key: text for key, text in sentences.items() if key not in states}


# What a step meets in a state, taken by whoever may; in the others it is done.
MEETS = {
    **dict.fromkeys(
        ("mark", "count women", "type", "add an item", "circulate"), NOT_A_DRAFT
    ),
    "correct": without(NOT_CIRCULATED, "circulated"),
    "approve": without(NOT_CIRCULATED, "circulated"),
    "publish": without(NOT_CIRCULATED, "approved"),
    "add": without(NOT_CIRCULATED, "approved", "published"),
}


def expected(step, who, state):
    step, _of, party = step.partition(" of ")
    if who == "stranger":
        return LOGIN
    seen = who in SEE_DRAFTS if state == "draft" else who not in ELSEWHERE
    if step in BY_MEETING:
        seen = who not in ELSEWHERE
    if not seen:
        return HIDDEN
    if not party:
        return MEETS[step].get(state, DONE) if who in KEEPERS else FORBIDDEN
    if who not in SPEAKERS or state == "draft":
        return FORBIDDEN
    return MEETS[step].get(state, DONE) if SPEAKERS[who] == party else NO_CHOICE


@pytest.fixture(params=["draft", "circulated", "approved", "published"])
def minutes(request, officer):
    stage = request.param
    found = request.getfixturevalue("approved" if stage == "published" else stage)
    if stage == "published":
        found = publishing.publish(minutes=found, by=officer)
    return found


def steps_of(minutes, brokers, customs):
    passage, delegate = passage_of(minutes), Delegate.objects.get()
    at = [minutes.meeting.programme.year, minutes.meeting_id]
    text = [*at, "passage", passage.pk]
    typed = json.dumps({"text": "x", "version": passage.version})
    of_brokers, of_customs = ({"organisation": o.pk} for o in (brokers, customs))
    return {
        "mark": ("attendance", at, {"mark": f"present delegate {delegate.pk}"}),
        "count women": ("women_count", at, {"women": 1}),
        "type": ("passage", [passage.pk], {"body": typed}),
        "add an item": ("write_minutes", at, {"then": "item", "title": "x"}),
        "circulate": ("circulate_minutes", at, {"level": "public"}),
        "correct of brokers": (
            *("correct_minutes", text),
            of_brokers | {"wording": "Autre chose."},
        ),
        "correct of customs": (
            *("correct_minutes", text),
            of_customs | {"wording": "Autre chose."},
        ),
        "approve of brokers": ("approve_minutes", at, of_brokers),
        "approve of customs": ("approve_minutes", at, of_customs),
        "publish": ("publish_minutes", at, {}),
        "add of brokers": ("add_to_minutes", at, of_brokers | {"text": "x"}),
        "add of customs": ("add_to_minutes", at, of_customs | {"text": "x"}),
    }


def test_every_step_of_everybody(minutes, cast, brokers, customs):
    steps = steps_of(minutes, brokers, customs)

    assert product(cast, steps) == {
        (step, who): expected(step, who, minutes.state)
        for step in steps
        for who in cast
    }
