"""Each state of minutes × each step × each kind of person: done, or why not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions.meeting import close
from meetings.actions.minutes import (
    attending,
    circulating,
    correcting,
    keeping,
    publishing,
    writing,
)
from meetings.actions.minutes.approving import approve
from meetings.models import Attendance, Correction, Delegate, Meeting, Minutes, Passage
from tests.meetings.minutes import passage_of

NOT_A_DRAFT = {
    "circulated": "The minutes are with the parties: they change by a correction alone.",
    "approved": "The minutes are approved and stay as they are.",
    "published": "The minutes are published and stay as they are.",
}
NOT_CIRCULATED = NOT_A_DRAFT | {
    "draft": "The minutes are a draft: circulate them first.",
}
STRANGER = "You do not speak for a party to these minutes."
DONE = "done"


@pytest.fixture(params=["draft", "circulated", "approved", "published"])
def minutes(request, officer):
    stage = request.param
    found = request.getfixturevalue("approved" if stage == "published" else stage)
    if stage == "published":
        found = publishing.publish(minutes=found, by=officer)
    return found


def outcome(act):
    """What came of a step: done, or the sentence of the refusal."""
    with override("en"):
        try:
            act()
        except Refused as refusal:
            return str(refusal)
    return DONE


def test_only_a_draft_is_written_marked_and_circulated(
    minutes, officer, customs, brokers
):
    passage = passage_of(minutes)
    expected = NOT_A_DRAFT.get(minutes.state, DONE)
    steps = [
        lambda: writing.write(passage=passage, text="x", version=1, by=officer),
        lambda: writing.add_item(minutes=minutes, title="x", by=officer),
        lambda: attending.mark(
            meeting=minutes.meeting,
            who={"delegate": Delegate.objects.get()},
            is_present=True,
            by=officer,
        ),
        lambda: attending.count_women(meeting=minutes.meeting, women=1, by=officer),
        lambda: circulating.circulate(minutes=minutes, level="public", by=officer),
    ]

    assert [outcome(step) for step in steps] == [expected] * len(steps)


@pytest.mark.parametrize(
    ("who", "party", "when_circulated"),
    [
        ("broker", "brokers", DONE),
        ("officer", "customs", DONE),
        ("signatory", "customs", DONE),
        ("broker", "customs", STRANGER),
        ("carrier", "brokers", STRANGER),
        ("secretary", "customs", STRANGER),
        ("text_editor", "customs", STRANGER),
        ("auditor", "customs", STRANGER),
        ("administrator", "customs", STRANGER),
    ],
)
def test_only_a_current_mandate_corrects_and_approves_what_is_circulated(
    request, minutes, who, party, when_circulated
):
    person, organisation = map(request.getfixturevalue, (who, party))
    expected = (
        when_circulated
        if minutes.state == "circulated"
        else NOT_CIRCULATED[minutes.state]
    )

    assert (
        outcome(lambda: approve(minutes=minutes, organisation=organisation, by=person))
        == expected
    )
    assert (
        outcome(
            lambda: correcting.propose(
                minutes=minutes,
                organisation=organisation,
                wording="Autre chose.",
                why="",
                passage=passage_of(minutes),
                by=person,
            )
        )
        == expected
    )


def test_only_sealed_minutes_are_published_and_added_to(
    minutes, officer, broker, brokers
):
    published = outcome(lambda: publishing.publish(minutes=minutes, by=officer))
    added = outcome(
        lambda: publishing.add(
            minutes=minutes, organisation=brokers, text="Précision.", by=broker
        )
    )

    early = NOT_CIRCULATED | {"approved": DONE}
    assert published == early[minutes.state]
    is_sealed = minutes.state in {"approved", "published"}
    assert added == (DONE if is_sealed else NOT_CIRCULATED[minutes.state])


def test_an_ended_mandate_speaks_no_more(circulated, broker, brokers):
    broker.mandates.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert (
        outcome(lambda: approve(minutes=circulated, organisation=brokers, by=broker))
        == STRANGER
    )


def test_minutes_are_begun_on_the_day_of_a_convened_meeting(convened, officer):
    def begin():
        return keeping.begin(meeting=Meeting.objects.get(pk=convened.pk), by=officer)

    early = "Minutes are begun on the day of the meeting, not before."
    assert outcome(begin) == early
    now = timezone.now()
    Meeting.objects.update(starts_at=now, ends_at=now + timedelta(hours=2))
    assert outcome(begin) == DONE
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("planned", "Minutes are written of a meeting that was convened."),
        ("cancelled", "Minutes are written of a meeting that was convened."),
        ("closed", "This meeting is closed; nothing of it changes any more."),
    ],
)
def test_other_meetings_have_no_minutes(held, officer, state, sentence):
    Meeting.objects.update(state=state)

    assert outcome(lambda: keeping.begin(meeting=held, by=officer)) == sentence


def test_a_draft_says_what_it_lacks_before_it_is_circulated(held, officer, carriers):
    minutes = keeping.begin(meeting=held, by=officer)

    def lacks():
        return outcome(
            lambda: circulating.circulate(minutes=minutes, level="parties", by=officer)
        )

    assert lacks() == "Record the attendance before circulating the minutes."
    attending.add_person(
        meeting=held,
        name="M. Traoré",
        function="",
        organisation=carriers,
        organisation_name="",
        by=officer,
    )
    assert lacks() == "Nobody of an invited organisation is marked as present."
    attending.mark(
        meeting=held,
        who={"delegate": Delegate.objects.get()},
        is_present=True,
        by=officer,
    )
    assert lacks() == "Nothing is written in these minutes yet."
    writing.write(passage=Passage.objects.first(), text="Rien.", version=0, by=officer)
    Meeting.objects.update(state="convened")
    assert lacks() == "Record the meeting as held before circulating its minutes."
    Meeting.objects.update(state="held")
    assert lacks() == DONE
    assert Attendance.objects.present().count() == 2


def test_a_meeting_is_not_closed_over_unfinished_minutes(circulated, officer):
    sentence = "Publish the minutes before closing the meeting."
    assert outcome(lambda: close(meeting=circulated.meeting, by=officer)) == sentence


def propose(minutes, broker, brokers, wording="Un préavis de 30 jours est donné."):
    return correcting.propose(
        minutes=minutes,
        organisation=brokers,
        wording=wording,
        why="C’est ce qui fut dit.",
        passage=passage_of(minutes),
        by=broker,
    )


def test_a_taken_correction_changes_the_text_and_asks_every_party_again(
    circulated, officer, signatory, broker, brokers, customs
):
    approve(minutes=circulated, organisation=customs, by=signatory)
    correction = propose(circulated, broker, brokers)

    correcting.decide(correction=correction, verdict="taken", version=1, by=officer)

    assert passage_of(circulated).text == "Un préavis de 30 jours est donné."
    assert list(circulated.approvals.values_list("how", flat=True)) == ["pending"] * 2
    asked_again = Entry.objects.filter(verb="approval.asked_again")
    assert [entry.by for entry in asked_again] == [officer]


def test_other_words_are_taken_in_part_with_a_reason(
    circulated, officer, broker, brokers
):
    correction = propose(circulated, broker, brokers)

    def decide(reason):
        correcting.decide(
            correction=correction,
            verdict="taken",
            wording="Un préavis de 15 jours est donné.",
            version=1,
            reason=reason,
            by=officer,
        )

    sentence = "Say why it is not taken as it was proposed."
    assert outcome(lambda: decide(" ")) == sentence
    assert outcome(lambda: decide("Quinze fut le chiffre.")) == DONE
    assert Correction.objects.get().state == "partly"


def test_a_correction_of_words_that_have_changed_is_read_again(
    circulated, officer, broker, brokers
):
    first = propose(circulated, broker, brokers)
    second = propose(circulated, broker, brokers, "Un préavis d’un mois est donné.")
    correcting.decide(correction=first, verdict="taken", version=1, by=officer)

    sentence = "The text changed meanwhile: read it again, and write what holds now."
    assert (
        outcome(
            lambda: correcting.decide(
                correction=second, verdict="taken", version=1, by=officer
            )
        )
        == sentence
    )


def test_a_promise_is_corrected_before_it_stands(circulated, officer, broker, brokers):
    promise = circulated.items.get(position=2).promises.get()
    correction = correcting.propose(
        minutes=circulated,
        organisation=brokers,
        wording="Envoyer un préavis 45 jours avant l’échéance",
        why="",
        promise=promise,
        by=broker,
    )
    correcting.decide(correction=correction, verdict="taken", version=0, by=officer)

    promise.refresh_from_db()
    assert promise.what == "Envoyer un préavis 45 jours avant l’échéance"


def test_the_seal_waits_for_the_last_answer_to_a_correction(
    circulated, officer, signatory, broker, brokers, customs
):
    correction = propose(circulated, broker, brokers)
    sentence = "Your correction is not answered yet: approve after that."
    assert (
        outcome(lambda: approve(minutes=circulated, organisation=brokers, by=broker))
        == sentence
    )
    approve(minutes=circulated, organisation=customs, by=signatory)
    correcting.decide(
        correction=correction, verdict="refused", reason="Non.", by=officer
    )
    approve(
        minutes=circulated,
        organisation=brokers,
        by=broker,
        reservation="Nous maintenons 30 jours.",
    )

    sealed = Minutes.objects.get()
    assert sealed.state == "approved"
    assert "Nous maintenons 30 jours." in sealed.text
    assert "Un préavis de 30 jours est donné." in sealed.text


def test_an_addendum_leaves_the_sealed_text_and_its_fingerprint(
    approved, broker, brokers
):
    publishing.add(
        minutes=approved, organisation=brokers, text="Le chiffre est de 31.", by=broker
    )

    assert Minutes.objects.get().sha256 == approved.sha256
    assert list(approved.addenda.values_list("number", "text", "function")) == [
        (1, "Le chiffre est de 31.", "Point focal")
    ]
