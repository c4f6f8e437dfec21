"""A promise is written down with its parties, its number and its first line."""

import pytest
from django.utils import translation

from audit.models import Entry
from audit.refusal import Refused
from commitments.models import Commitment


def test_promises_are_numbered_within_the_year(promise, today):
    references = [promise().reference for _ in range(3)]
    assert references == [f"E-{today.year}-00{n}" for n in (1, 2, 3)]


def test_a_promise_begins_its_history(commitment, officer, region):
    assert list(commitment.steps.values_list("verb", "by", "organisation")) == [
        ("promised", officer.pk, region.pk)
    ]
    entry = Entry.objects.about(commitment).get()
    assert (entry.verb, entry.by, entry.after["counterparts"]) == (
        "commitment.promised",
        officer,
        ["CMTR", "FETRAM"],
    )


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "Name at least one counterpart, who will confirm."),
        (("region",), "The owner cannot be its own counterpart."),
        (
            ("brokers", "customs"),
            "Customs cannot be the counterpart of what Customs promises.",
        ),
    ],
)
def test_nobody_can_be_sure_to_close_a_promise_alone(promise, request, names, sentence):
    counterparts = [request.getfixturevalue(name) for name in names]
    with translation.override("en"), pytest.raises(Refused, match=sentence):
        promise(counterparts=counterparts)
    assert Commitment.objects.count() == 0


def test_a_partner_promises_to_customs(promise, brokers, customs):
    commitment = promise(owner=brokers, counterparts=[customs])
    assert list(commitment.counterparts.all()) == [customs]
