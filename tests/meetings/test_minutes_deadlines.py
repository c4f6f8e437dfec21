"""The deadline counts working days, moves with the holidays, and ends in silence."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from meetings import deadlines
from meetings.actions.minutes import circulating, correcting
from meetings.actions.minutes.approving import approve, take_silence
from meetings.actions.minutes.circulating import move_deadlines
from meetings.models import Approval, Committee, Meeting, Minutes
from meetings.tasks import keep_deadlines_of_minutes
from notices.models import Notice
from tests.meetings.minutes import passage_of
from workdays.arithmetic import add_workdays
from workdays.models import Holiday


def days_after(minutes, days):
    """Noon, so many days after the corrections end."""
    day = minutes.corrections_until + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(
        hours=12
    )


@pytest.fixture
def by_silence(draft, officer):
    """Circulated by a committee whose rules take silence for approval."""
    committee = Committee.objects.create(
        name="Comité", kind="local", silence_is_approval=True
    )
    Meeting.objects.update(committee=committee)
    return circulating.circulate(minutes=draft, level="parties", by=officer)


def how(minutes):
    return dict(minutes.approvals.values_list("organisation__acronym", "how"))


def test_the_parties_have_five_working_days(circulated):
    today = timezone.localdate(circulated.circulated_at)
    assert circulated.corrections_until == add_workdays(today, 5)


def test_a_new_holiday_moves_the_deadline_tells_the_parties_and_leaves_a_trace(
    circulated,
):
    was = circulated.corrections_until
    Holiday.objects.create(day=add_workdays(timezone.localdate(), 2), name="Pont")

    keep_deadlines_of_minutes()
    keep_deadlines_of_minutes()

    moved = Minutes.objects.get()
    assert moved.corrections_until == add_workdays(was, 1)
    trace = Entry.objects.filter(verb="minutes.deadline_moved")
    assert [entry.reason for entry in trace] == [
        "Les jours fériés de cette période ont changé."
    ]
    letters = Notice.objects.filter(kind="meetings.minutes_deadline_moved")
    assert sorted(letters.values_list("email", flat=True)) == [
        "broker@example.org",
        "officer@example.org",
    ]


def test_a_deadline_that_has_passed_does_not_move(circulated):
    Minutes.objects.update(corrections_until=timezone.localdate() - timedelta(days=1))
    Holiday.objects.create(day=add_workdays(timezone.localdate(), 2), name="Pont")

    move_deadlines(timezone.now())

    assert not Entry.objects.filter(verb="minutes.deadline_moved").exists()


def test_silence_approves_nothing_where_no_rule_says_so(circulated):
    take_silence(days_after(circulated, 30))

    assert set(how(circulated).values()) == {"pending"}


def test_silence_until_the_deadline_approves_for_guests_but_not_for_customs(
    by_silence, officer, customs
):
    take_silence(days_after(by_silence, 0))
    assert how(by_silence) == {"FETRAM": "pending", "DGD": "pending"}

    take_silence(days_after(by_silence, 1))
    assert how(by_silence) == {"FETRAM": "silence", "DGD": "pending"}

    approve(minutes=by_silence, organisation=customs, by=officer)
    sealed = Minutes.objects.get()
    assert sealed.state == "approved"
    assert "FETRAM\u00a0: approuvé par silence" in sealed.text


def test_silence_waits_for_the_answer_to_a_correction_and_for_a_second_reading(
    by_silence, officer, broker, brokers
):
    correction = correcting.propose(
        minutes=by_silence,
        organisation=brokers,
        wording="Autre chose.",
        why="",
        passage=passage_of(by_silence),
        by=broker,
    )
    take_silence(days_after(by_silence, 10))
    assert how(by_silence)["FETRAM"] == "pending"

    correcting.decide(correction=correction, verdict="taken", version=1, by=officer)
    Minutes.objects.update(changed_on=by_silence.corrections_until)
    changed = Minutes.objects.get()
    last = deadlines.silence_until(changed)
    assert last == add_workdays(by_silence.corrections_until, 2)
    wait = (last - changed.corrections_until).days

    take_silence(days_after(changed, wait))
    assert how(by_silence)["FETRAM"] == "pending"
    take_silence(days_after(changed, wait + 1))
    assert how(by_silence)["FETRAM"] == "silence"


def test_a_rule_made_after_the_circulation_does_not_count(circulated):
    committee = Committee.objects.create(
        name="Comité", kind="local", silence_is_approval=True
    )
    Meeting.objects.update(committee=committee)

    take_silence(days_after(circulated, 5))

    assert list(Approval.objects.values_list("how", flat=True)) == ["pending"] * 2
