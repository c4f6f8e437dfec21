"""Each state of a committee × each step × each role."""

import pytest

from meetings.models import Committee
from tests.meetings.product.doors import DONE, FORBIDDEN, LOGIN, product

KEEPERS = ("officer", "administrator")
MEETS = {
    ("end", False): "This committee no longer meets.",
    ("resume", True): "This committee has not ended.",
}


def expected(step, who, is_active):
    if who == "stranger":
        return LOGIN
    if who not in KEEPERS:
        return FORBIDDEN
    return MEETS.get((step, is_active), DONE)


@pytest.mark.parametrize("is_active", [True, False])
def test_every_step_of_everybody(is_active, committee, brokers, cast):
    Committee.objects.update(is_active=is_active)
    at, why = [committee.pk], {"reason": "Bureau fermé."}
    words = {"name": "Comité de Kayes", "kind": "local"}
    seat = {"organisation": brokers.pk}
    steps = {
        "end": ("committee_end", at, why),
        "resume": ("committee_resume", at, why),
        "edit": ("committee_edit", at, words),
        "seat": ("member_add", at, seat),
    }

    assert product(cast, steps) == {
        (step, who): expected(step, who, is_active) for step in steps for who in cast
    }
