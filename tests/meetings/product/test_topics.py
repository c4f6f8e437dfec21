"""Each state of a topic × each step × each role: done, refused in words, or closed."""

import pytest

from tests.meetings.product.doors import DONE, FORBIDDEN, HIDDEN, LOGIN, product

# The topic is for the committee of Kayes and was proposed by the brokers.
KEEPERS = ("officer", "secretary", "administrator")
READERS = ("broker", "signatory", "auditor")
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."

OPEN = ("proposed", "accepted", "escalated", "answered")
ONLY_PROPOSED = "Only a proposed topic can be accepted."
NOT_DECLINED = "Only a proposed or accepted topic can be declined."
NOT_MERGED = "Only a proposed or accepted topic can be merged."
NOT_UP = "Only a topic that was escalated is answered."
FINAL = "This topic is declined or merged: it cannot be escalated."
DECIDED = "This topic was decided: its words stay."
FOLLOWS = "Your organisation follows this topic already."
STAYS = "An organisation that proposed a topic stays with it."
LATE = ("accepted", "declined", "merged", "escalated", "answered")
CLOSED = ("declined", "merged")
# What a step meets in a state, taken by whoever may; in the others it is done.
MEETS = {
    "accept": dict.fromkeys(LATE, ONLY_PROPOSED),
    "decline": dict.fromkeys(LATE[1:], NOT_DECLINED),
    "merge": dict.fromkeys(LATE[1:], NOT_MERGED),
    "place": {
        state: f"%s is {state} and cannot be put on an agenda." for state in CLOSED
    },
    "escalate": dict.fromkeys(CLOSED, FINAL)
    | {"escalated": "No committee stands above Plénière."},
    "answer": dict.fromkeys((*OPEN[:2], *CLOSED, "answered"), NOT_UP),
    "edit": dict.fromkeys(CLOSED, DECIDED),
    "follow": dict.fromkeys(OPEN, FOLLOWS)
    | {
        "declined": "This topic is closed: nothing more becomes of it.",
        "merged": "This topic was merged. Follow the one that it became.",
    },
    "unfollow": dict.fromkeys((*OPEN, *CLOSED), STAYS),
}


def expected(step, who, state, reference):
    if who == "stranger":
        return LOGIN
    if who not in KEEPERS + READERS:
        return HIDDEN
    if step in ("follow", "unfollow"):
        return MEETS[step][state] if who == "broker" else FORBIDDEN
    if step == "edit" and who == "broker":
        return DONE if state == "proposed" else DECIDED
    if who not in KEEPERS:
        return FORBIDDEN
    if who == "secretary" and step == "place":
        return NO_CHOICE  # the meeting is of the capital
    if who == "secretary" and (step, state) == ("answer", "escalated"):
        return FORBIDDEN  # it is the committee above that answers
    return MEETS[step].get(state, DONE).replace("%s", reference)


@pytest.mark.parametrize("state", [*OPEN, *CLOSED])
def test_every_step_of_everybody(state, in_state, other, meeting, cast):
    topic = in_state(state)
    address = [topic.reference]
    steps = {
        "accept": ("topic_accept", address, {"level": "parties"}),
        "decline": ("topic_decline", address, {"reason": "Non."}),
        "merge": ("topic_merge", address, {"into": other.reference}),
        "place": ("topic_place", address, {"meeting": meeting.pk}),
        "follow": ("topic_follow", address, {}),
        "unfollow": ("topic_unfollow", address, {}),
        "escalate": ("escalate", address, {"text": "Rien."}),
        "answer": ("answer_topic", address, {"text": "Oui."}),
        "edit": ("topic_edit", address, {"title": "Mieux dit"}),
    }

    assert product(cast, steps) == {
        (step, who): expected(step, who, state, topic.reference)
        for step in steps
        for who in cast
    }
