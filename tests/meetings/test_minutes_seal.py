"""Approved by all parties, minutes are sealed: text, fingerprint and promises."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from commitments.ladder import ladder
from commitments.models import Commitment, Rung
from meetings.actions.minutes.approving import approve
from meetings.models import (
    Approval,
    Attendance,
    Meeting,
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


@pytest.fixture
def local(held, committee, office):
    """The meeting was one of a committee that covers one office."""
    committee.offices.set([office])
    Meeting.objects.update(committee=committee)
    return held


def sealed(minutes, officer, broker, customs, brokers):
    """The promise of the minutes, once both sides approved."""
    approve(minutes=minutes, organisation=brokers, by=broker)
    approve(minutes=minutes, organisation=customs, by=officer)
    return Commitment.objects.get()


@pytest.mark.parametrize("owner", ["region", "carriers"])
def test_a_promise_made_in_a_local_committee_climbs_from_its_office(
    owner, local, circulated, officer, broker, customs, brokers, office, request
):
    owner = request.getfixturevalue(owner)
    Promise.objects.update(owner=owner)
    commitment = sealed(circulated, officer, broker, customs, brokers)

    assert commitment.office == office
    assert [place.rung for place in ladder(commitment)] == list(Rung)


def test_what_another_unit_promises_there_stands_under_that_unit(
    local, circulated, officer, broker, customs, brokers
):
    commitment = sealed(circulated, officer, broker, customs, brokers)

    assert commitment.office is None
    assert [place.unit for place in ladder(commitment)] == [customs]


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
