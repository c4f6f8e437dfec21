"""Who is written to about a promise, when, once, and not when it is no longer true."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Mandate
from commitments import actions
from commitments.models import Commitment
from notices import planning
from notices.models import Notice
from notices.tasks import send
from tests.commitments.conftest import nine
from tests.conftest import mandate, person
from workdays.arithmetic import add_workdays, next_workday

BROKER, CARRIER, SECRETARY = (
    "broker@example.org",
    "carrier@example.org",
    "secretary@example.org",
)


@pytest.fixture(autouse=True)
def people(broker, carrier, secretary):
    """The two counterparts' focal points, and the secretary for the owner."""


@pytest.fixture
def posted():
    """Pairs of kind and address of the letters posted since the last look."""
    seen = set()

    def posted():
        rows = Notice.objects.exclude(pk__in=seen).order_by("kind", "email")
        found = [(row.kind, row.email) for row in rows]
        seen.update(rows.values_list("pk", flat=True))
        return found

    return posted


def test_each_step_writes_to_those_it_concerns_but_not_to_who_takes_it(
    promise, secretary, broker, carrier, posted
):
    commitment = promise(by=broker)
    assert posted() == [
        ("commitments.promised", CARRIER),
        ("commitments.promised", SECRETARY),
    ]
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    assert posted() == [
        ("commitments.claimed", BROKER),
        ("commitments.claimed", CARRIER),
    ]
    actions.confirm(commitment=commitment, by=broker)
    assert posted() == [("commitments.confirmed", SECRETARY)]
    actions.contest(commitment=commitment, words="Illisible.", by=carrier)
    assert posted() == [
        ("commitments.contested", BROKER),
        ("commitments.contested", SECRETARY),
    ]
    actions.postpone(
        commitment=commitment,
        due_on=commitment.due_on + timedelta(days=20),
        words="Matériel.",
        by=secretary,
    )
    assert posted() == [
        ("commitments.postponed", BROKER),
        ("commitments.postponed", CARRIER),
    ]
    actions.abandon(commitment=commitment, words="Caduc.", by=secretary)
    assert posted() == [
        ("commitments.abandoned", BROKER),
        ("commitments.abandoned", CARRIER),
    ]
    actions.consent(commitment=commitment, by=carrier)
    assert posted() == [("commitments.consented", SECRETARY)]


def test_a_claim_asks_for_an_answer_in_the_readers_language(commitment, secretary):
    Notice.objects.all().delete()
    actions.claim(commitment=commitment, words="Panneau posé.", by=secretary)
    send()
    subjects = {letter.to[0]: letter.subject for letter in mail.outbox}
    english = next(text for to, text in subjects.items() if CARRIER in to)
    french = next(text for to, text in subjects.items() if BROKER in to)
    assert english.startswith("To confirm by ")
    assert french.startswith("À confirmer")
    assert commitment.reference in english
    assert "Panneau posé." in mail.outbox[0].body
    assert f"/commitments/{commitment.reference}/" in mail.outbox[0].body


@pytest.mark.parametrize("offset", [-10, -2, 1, 10, 20])
def test_the_owner_is_reminded_before_and_after_the_date(
    promise, today, posted, offset
):
    due_on = next_workday(today + timedelta(days=60))
    promise(due_on=due_on)
    posted()
    now = nine(add_workdays(due_on, offset))
    planning.plan(now - timedelta(minutes=1))
    planning.plan(now)
    planning.plan(now + timedelta(minutes=1))
    kind = "due_soon" if offset < 0 else "overdue"
    about = [row for row in posted() if "monthly" not in row[0]]
    assert about == [(f"commitments.{kind}", SECRETARY)]


@pytest.mark.parametrize("weekday", range(5))
def test_what_fell_due_is_not_announced_any_more(promise, today, posted, weekday):
    due_on = today + timedelta(days=60)
    due_on += timedelta(days=(weekday - due_on.weekday()) % 7)
    promise(due_on=due_on)
    posted()
    planning.plan(nine(add_workdays(due_on, 1)))
    kinds = {kind for kind, _email in posted()} - {"commitments.monthly"}
    assert kinds == {"commitments.overdue"}


def test_a_reminder_is_withdrawn_when_the_promise_is_postponed(
    promise, today, secretary
):
    due_on = next_workday(today + timedelta(days=60))
    commitment = promise(due_on=due_on)
    Notice.objects.all().delete()
    planning.plan(nine(add_workdays(due_on, -2)))
    actions.postpone(
        commitment=commitment,
        due_on=due_on + timedelta(days=30),
        words="Matériel.",
        by=secretary,
    )
    Notice.objects.filter(kind="commitments.due_soon").update(try_at=timezone.now())
    send()
    notice = Notice.objects.get(kind="commitments.due_soon")
    assert (notice.state, notice.reason) == (
        "withdrawn",
        "L’engagement a été reporté.",
    )


def test_counterparts_that_are_silent_are_asked_again(
    commitment, secretary, broker, posted, today
):
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    Commitment.objects.update(promised_on=today - timedelta(days=9))
    posted()
    now = nine(add_workdays(today, 15))
    planning.plan(now)
    asked = [row for row in posted() if row[0] == "commitments.answer_awaited"]
    assert asked == [
        ("commitments.answer_awaited", BROKER),
        ("commitments.answer_awaited", CARRIER),
    ]


def test_each_month_every_party_reads_what_it_owes_and_is_owed(promise, today):
    promise(due_on=today + timedelta(days=200))
    Notice.objects.all().delete()
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    now = nine(next_workday(first))
    planning.plan(now)
    planning.plan(now + timedelta(days=1))
    rows = Notice.objects.filter(kind="commitments.monthly").order_by("email")
    assert [(row.email, row.occurrence) for row in rows] == [
        (email, f"{first:%Y-%m}") for email in (BROKER, CARRIER, SECRETARY)
    ]
    rows.update(try_at=timezone.now())
    send()
    letter = next(m for m in mail.outbox if CARRIER in m.to[0])
    assert letter.subject == "Commitments of CMTR: what you owe, what is owed to you"
    assert "DR Kayes" in letter.body


def test_the_monthly_letter_is_withdrawn_when_nothing_is_open(
    promise, today, secretary
):
    commitment = promise(due_on=today + timedelta(days=200))
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    planning.plan(nine(next_workday(first)))
    actions.abandon(commitment=commitment, words="Caduc.", by=secretary)
    Notice.objects.filter(kind="commitments.monthly").update(try_at=timezone.now())
    send()
    states = Notice.objects.filter(kind="commitments.monthly").values_list("state")
    assert {state for (state,) in states} == {"withdrawn"}


def test_whoever_holds_the_mandate_today_is_written_to(
    promise, broker, brokers, posted, today
):
    Mandate.objects.filter(user=broker).update(ends_on=today - timedelta(days=1))
    mandate(person("successor"), brokers, is_focal_point=True)
    promise(by=None)
    assert ("commitments.promised", "successor@example.org") in posted()
    assert ("commitments.promised", BROKER) not in posted()
