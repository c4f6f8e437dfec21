"""Each state of a programme × each step × each role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Programme
from tests.meetings.product.doors import DONE, FORBIDDEN, HIDDEN, LOGIN, product

KEEPERS = ("officer", "administrator")
SIGNERS = ("signatory", "administrator")
READ_DRAFTS = ("officer", "signatory", "auditor", "administrator")
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."
NOT_POSSIBLE = "The programme is {}: this step is not possible."
LEFT = "1 meeting is neither held nor cancelled."
LABELS = {"draft": "draft", "open": "open for opinion"}
ALLOWED = {"open": ("draft",), "return": ("open",), "publish": ("draft",), "close": ()}
OTHERWISE = {("publish", "open"): "Organisations may", ("close", "published"): LEFT}


def expected(step, who, state):
    """A sentence by its beginning, where a date follows."""
    if who == "stranger":
        return LOGIN
    if not seen(who, state):
        return HIDDEN
    if step == "opinion":
        return opinion(who, state)
    if who not in (SIGNERS if step == "publish" else KEEPERS):
        return FORBIDDEN
    if state in ALLOWED[step]:
        return DONE
    label = LABELS.get(state, state)
    return OTHERWISE.get((step, state), NOT_POSSIBLE.format(label))


def seen(who, state):
    if state == "draft":
        return who in READ_DRAFTS
    return state != "open" or who != "user_manager"


def opinion(who, state):
    if who not in ("broker", "carrier"):
        return FORBIDDEN
    if who == "carrier":
        return NO_CHOICE  # it would speak for the brokers
    return DONE if state == "open" else NOT_POSSIBLE.format(state)


@pytest.mark.parametrize("state", Programme.State.values)
def test_every_step_of_everybody(state, programme, meeting, brokers, cast):
    soon = timezone.localdate() + timedelta(days=10)
    until = soon if state == "open" else None
    Programme.objects.update(state=state, opinions_until=until)
    at = [programme.year, programme.pk]
    said = {"organisation": brokers.pk, "text": "Le 26 avril ne convient pas."}
    steps = {
        "open": ("programme_open", at, {"until": soon.isoformat()}),
        "return": ("programme_return", at, {}),
        "publish": ("programme_publish", at, {}),
        "close": ("programme_close", at, {}),
        "opinion": ("opinion_give", at, said),
    }

    found = product(cast, steps)
    for key in [key for key, words in found.items() if " until " in words]:
        found[key] = found[key][: len("Organisations may")]
    assert found == {
        (step, who): expected(step, who, state) for step in steps for who in cast
    }
