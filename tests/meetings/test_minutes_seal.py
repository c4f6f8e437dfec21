"""Approved by all parties, minutes are sealed: text, fingerprint and promises."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from commitments.models import Commitment
from meetings.models import (
    Approval,
    Attendance,
    Minutes,
    MinutesItem,
    Passage,
    Promise,
)


def test_the_last_approval_seals_the_minutes(approved):
    assert approved.state == Minutes.State.APPROVED
    assert approved.sha256 == hashlib.sha256(approved.text.encode()).hexdigest()
    assert "Envoyer un préavis 30 jours avant l’échéance" in approved.text


def test_what_was_promised_in_the_minutes_stands_with_a_reference(
    approved, customs, brokers
):
    commitment = Commitment.objects.get()
    assert (commitment.owner, commitment.factor) == (customs, 3)
    assert list(commitment.counterparts.all()) == [brokers]
    assert commitment.reference in approved.text
    assert [item.title for item in commitment.minutes_items.all()] == ["Cautions"]


def test_nothing_stands_before_the_last_approval(circulated):
    assert list(Commitment.objects.all()) == []


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Minutes, {"text": "x"}),
        (Minutes, {"level": "public"}),
        (Minutes, {"state": "draft"}),
        (MinutesItem, {"title": "x"}),
        (Passage, {"text": "x"}),
        (Promise, {"what": "x"}),
        (Approval, {"reservation": "x"}),
        (Attendance, {"is_present": False}),
    ],
)
def test_the_database_refuses_to_rewrite_them(approved, model, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)
