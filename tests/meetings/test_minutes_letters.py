"""The letters about minutes: to whom, when, what they say, and when they are untrue."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from meetings.actions.minutes import correcting, publishing
from meetings.actions.minutes.approving import approve
from meetings.letters.minutes import drafts_due, reminders
from meetings.models import Minutes
from notices import planning
from notices.kinds import KINDS
from notices.models import Notice
from tests.meetings.minutes import passage_of
from workdays.arithmetic import add_workdays, subtract_workdays


def about_minutes():
    """What is owed and still true: kind and address."""
    found = Notice.objects.filter(state="waiting").order_by("kind", "email")
    return [
        (notice.kind.removeprefix("meetings."), notice.email)
        for notice in found
        if ("minutes" in notice.kind or "correction" in notice.kind)
        and not KINDS[notice.kind].still_true(notice)
    ]


def letter(kind, language="fr"):
    notice = Notice.objects.filter(kind=f"meetings.{kind}").latest("pk")
    KINDS[notice.kind].prepare([notice])
    with override(language):
        return KINDS[notice.kind].letter(notice)


def noon(day):
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(
        hours=12
    )


def test_circulation_writes_to_the_parties_but_not_to_who_did_it(circulated):
    assert about_minutes() == [("minutes_to_correct", "broker@example.org")]
    written = letter("minutes_to_correct")
    assert written.subject.startswith("Compte rendu à corriger\u00a0: Agrément et")
    assert written.text.startswith("Veuillez lire le projet de compte rendu")
    assert circulated.get_absolute_url() in written.text
    assert "Le silence ne vaut pas approbation" in written.text
    assert "Envoyer un préavis 30 jours avant l’échéance" in written.text
    english = letter("minutes_to_correct", "en")
    assert english.subject.startswith("Minutes to correct: Agrément et")
    assert f"/en{circulated.get_absolute_url()}" in english.text


def test_the_reminder_leaves_one_working_day_before_the_end_once(circulated):
    until = circulated.corrections_until
    day_before = subtract_workdays(until, 1)
    assert list(reminders(noon(subtract_workdays(until, 2)))) == []

    planning.plan(noon(day_before))
    planning.plan(noon(until))

    reminded = Notice.objects.filter(kind="meetings.minutes_reminder")
    assert sorted(reminded.values_list("email", flat=True)) == [
        "broker@example.org",
        "officer@example.org",
    ]
    assert letter("minutes_reminder").subject.startswith("Rappel, compte rendu")


def test_who_has_approved_is_not_reminded(circulated, broker, brokers):
    approve(minutes=circulated, organisation=brokers, by=broker)

    owed = list(reminders(noon(subtract_workdays(circulated.corrections_until, 1))))

    assert [row.recipient.email for row in owed] == ["officer@example.org"]
    assert about_minutes() == []


def test_a_correction_goes_to_the_officer_and_its_answer_to_who_proposed_it(
    circulated, officer, broker, brokers
):
    correction = correcting.propose(
        minutes=circulated,
        organisation=brokers,
        wording="Un préavis de 30 jours est donné.",
        why="Le chiffre fut dit.",
        passage=passage_of(circulated),
        by=broker,
    )
    assert ("correction_proposed", "officer@example.org") in about_minutes()
    proposed = letter("correction_proposed").text
    assert "Un préavis est donné." in proposed
    assert "Un préavis de 30 jours est donné." in proposed

    correcting.decide(correction=correction, verdict="taken", version=1, by=officer)

    assert about_minutes() == [
        ("correction_answered", "broker@example.org"),
        ("minutes_changed", "broker@example.org"),
        ("minutes_to_correct", "broker@example.org"),
    ]
    assert letter("correction_answered").text.startswith(
        "Votre correction est retenue."
    )
    assert "relire le compte rendu" in letter("minutes_changed").text


def test_the_seal_tells_the_parties_what_stands_now(approved):
    assert about_minutes() == [("minutes_approved", "broker@example.org")]
    written = letter("minutes_approved")
    assert approved.sha256 in written.text
    assert "E-" in written.text
    assert "1 engagement prend effet aujourd’hui." in written.text


def test_publication_and_an_addendum_are_told(approved, officer, broker, brokers):
    published = publishing.publish(minutes=approved, by=officer)
    publishing.add(
        minutes=published, organisation=brokers, text="Précision.", by=broker
    )

    assert about_minutes() == [
        ("minutes_added_to", "officer@example.org"),
        ("minutes_approved", "broker@example.org"),
        ("minutes_published", "broker@example.org"),
    ]
    assert "Précision." in letter("minutes_added_to").text
    assert letter("minutes_published").subject.startswith("Compte rendu publié")


def test_the_officer_is_told_that_the_draft_is_due_until_it_is_circulated(
    held, draft, officer
):
    due_on = add_workdays(timezone.localdate(held.ends_at), 5)

    early = noon(add_workdays(timezone.localdate(held.ends_at), 3))
    assert list(drafts_due(early)) == []
    owed = list(drafts_due(noon(add_workdays(timezone.localdate(held.ends_at), 4))))
    assert [(row.recipient.email, row.occurrence) for row in owed] == [
        ("officer@example.org", due_on.isoformat())
    ]
    planning.plan(noon(due_on))
    assert ("minutes_due", "officer@example.org") in about_minutes()
    assert "write" in letter("minutes_due").text

    Minutes.objects.update(
        state="circulated",
        circulated_at=timezone.now(),
        corrections_until=timezone.localdate(),
    )
    assert ("minutes_due", "officer@example.org") not in about_minutes()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_letter_is_under_20_kilobytes(circulated, language):
    written = letter("minutes_to_correct", language)

    assert len((written.text + written.html).encode()) < 20_000
