"""Two people at once on PostgreSQL: one is served, the other told, no word is lost."""

import pytest

from audit.models import Entry
from commitments.models import Commitment
from meetings.actions.minutes import correcting, publishing, writing
from meetings.actions.minutes.approving import approve
from meetings.models import Approval, Correction, Minutes
from tests.meetings.minutes import passage_of
from tests.meetings.test_races import at_once, real_locks  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]


def test_the_same_approval_twice_at_once_counts_once(circulated, broker, brokers):
    def twice():
        approve(minutes=circulated, organisation=brokers, by=broker)

    assert at_once(twice, twice) == ["FETRAM has approved already.", "done"]
    assert Entry.objects.filter(verb="approval.given").count() == 1


def test_the_last_two_approvals_at_once_seal_once(
    circulated, officer, broker, customs, brokers
):
    found = at_once(
        lambda: approve(minutes=circulated, organisation=brokers, by=broker),
        lambda: approve(minutes=circulated, organisation=customs, by=officer),
    )

    assert found == ["done", "done"]
    assert Minutes.objects.get().state == "approved"
    assert Commitment.objects.count() == 1
    assert Entry.objects.filter(verb="minutes.approved").count() == 1


def propose(minutes, broker, brokers, wording):
    return correcting.propose(
        minutes=minutes,
        organisation=brokers,
        wording=wording,
        why="",
        passage=passage_of(minutes),
        by=broker,
    )


def test_one_correction_is_answered_once_by_two_officers(
    circulated, officer, signatory, broker, brokers
):
    correction = propose(circulated, broker, brokers, "Autre chose.")

    def take():
        correcting.decide(correction=correction, verdict="taken", version=1, by=officer)

    def refuse():
        correcting.decide(
            correction=correction, verdict="refused", reason="Non.", by=signatory
        )

    assert at_once(take, refuse) == ["This correction is answered already.", "done"]
    text = passage_of(circulated).text
    taken = Correction.objects.get().state == "taken"
    assert text == ("Autre chose." if taken else "Un préavis est donné.")


def test_two_corrections_of_one_text_taken_at_once_lose_no_words(
    circulated, officer, broker, brokers
):
    wishes = [propose(circulated, broker, brokers, words) for words in ("Un.", "Deux.")]

    def take(correction):
        return lambda: correcting.decide(
            correction=correction, verdict="taken", version=1, by=officer
        )

    assert at_once(*map(take, wishes)) == [
        "The text changed meanwhile: read it again, and write what holds now.",
        "done",
    ]
    assert sorted(Correction.objects.values_list("state", flat=True)) == [
        "proposed",
        "taken",
    ]


def test_an_approval_and_a_taken_correction_at_once_never_approve_unread_words(
    circulated, officer, signatory, broker, brokers, customs
):
    correction = propose(circulated, broker, brokers, "Autre chose.")

    found = at_once(
        lambda: approve(minutes=circulated, organisation=customs, by=signatory),
        lambda: correcting.decide(
            correction=correction, verdict="taken", version=1, by=officer
        ),
    )

    assert found == ["done", "done"]
    approval = Approval.objects.get(organisation=customs)
    changed = Entry.objects.filter(verb="minutes.changed").latest("pk")
    given = Entry.objects.filter(verb="approval.given").latest("pk")
    assert approval.is_given == (given.pk > changed.pk)


def test_two_writers_at_once_of_one_text_one_keeps_the_other_is_shown_both(
    draft, officer, signatory
):
    passage = passage_of(draft)

    def write(text, by):
        return lambda: writing.write(passage=passage, text=text, version=1, by=by)

    overtaken = "Somebody else wrote here meanwhile. Both texts are shown: choose."
    assert at_once(write("Un.", officer), write("Deux.", signatory)) == [
        overtaken,
        "done",
    ]
    assert passage_of(draft).text in {"Un.", "Deux."}


def test_minutes_are_published_once_by_two_officers(approved, officer, signatory):
    def publish():
        publishing.publish(minutes=approved, by=officer)

    refused = "The minutes are published and stay as they are."
    assert at_once(publish, publish) == [refused, "done"]
