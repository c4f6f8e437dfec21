"""A call opens and closes by its dates, writes by itself, and takes no more after."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.refusal import Refused
from meetings.actions import calls as actions
from meetings.actions import meeting as meetings
from meetings.letters import codes
from meetings.models import Meeting, Programme, TopicCall
from notices import planning
from notices.kinds import KINDS
from notices.models import Notice

DAY = timedelta(days=1)


@pytest.fixture
def call(meeting, broker, officer):
    """For the meeting in three weeks: it closes 15 days before, in six days."""
    return actions.announce(call=TopicCall(meeting=meeting), by=officer)


@pytest.fixture
def year_call(programme, broker, carrier, officer):
    closes_at = timezone.localtime().replace(hour=16) + 10 * DAY
    call = TopicCall(programme=programme, closes_at=closes_at)
    return actions.announce(call=call, by=officer)


def refusal(act, **values):
    with override("en"), pytest.raises(Refused) as found:
        act(**values)
    return str(found.value)


def planned(kind, now):
    planning.plan(now)
    rows = Notice.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("email", "occurrence"))


def test_a_call_closes_fifteen_days_before_its_meeting_wherever_it_moves(
    call, meeting, broker, officer
):
    assert call.closing == meeting.starts_at - 15 * DAY

    meetings.convene(meeting=meeting, by=officer)
    meetings.move(
        meeting=meeting,
        starts_at=meeting.starts_at + DAY,
        ends_at=meeting.ends_at + DAY,
        reason="Salle prise.",
        by=officer,
    )
    call.refresh_from_db()
    assert call.closing == meeting.starts_at - 14 * DAY


@pytest.mark.parametrize(
    ("days", "is_open"), [(-1, False), (0, True), (5, True), (7, False)]
)
def test_the_clock_alone_opens_and_closes(call, days, is_open):
    now = call.opens_at + days * DAY

    assert call.is_open(now) == is_open
    assert TopicCall.objects.open(now).exists() == is_open


def test_topics_answer_the_call_of_their_meeting_and_of_their_year(
    call, year_call, meeting, proposed, committee
):
    assert proposed(meeting=meeting).call == call
    assert proposed().call == year_call
    assert proposed(committee=committee).call is None
    assert proposed(year=meeting.programme.year + 1).call is None


def test_after_its_end_a_call_takes_nothing_more(call, meeting, proposed):
    ended = timezone.localtime() - DAY
    TopicCall.objects.update(opens_at=ended - DAY, closes_at=ended)

    sentence = refusal(proposed, meeting=meeting)
    assert sentence.startswith("The call for topics closed on ")
    assert sentence.endswith(
        "Propose the topic for the committee or for the year: it may still be taken up."
    )
    assert proposed(year=meeting.programme.year).call is None


def test_before_it_opens_a_call_takes_nothing_yet(call, meeting, proposed):
    TopicCall.objects.update(opens_at=timezone.now() + DAY)

    assert refusal(proposed, meeting=meeting).startswith("Topics are taken from ")


@pytest.mark.parametrize("state", ["held", "closed", "cancelled"])
def test_a_meeting_that_is_over_takes_no_topics(state, meeting, proposed):
    Meeting.objects.update(state=state)

    sentence = "This meeting takes no topics any more."
    assert refusal(proposed, meeting=meeting) == sentence


def test_a_call_that_makes_no_sense_is_not_announced(call, meeting, officer):
    now = timezone.now()

    def announced(**values):
        return refusal(actions.announce, call=TopicCall(**values), by=officer)

    assert announced(meeting=meeting) == "This meeting has a call for topics already."
    actions.withdraw(call=call, reason="Erreur.", by=officer)
    assert announced(meeting=meeting, closes_at=now - DAY) == (
        "The call would be closed already."
    )
    assert announced(meeting=meeting, closes_at=meeting.starts_at + DAY) == (
        "The call must close before the meeting."
    )
    assert announced(meeting=meeting, opens_at=now + 9 * DAY) == (
        "A call must close after it opens."
    )
    Meeting.objects.update(starts_at=now + 2 * DAY, ends_at=now + 3 * DAY)
    meeting.refresh_from_db()
    assert announced(meeting=meeting) == (
        "The meeting is less than 15 days away: say until when topics are taken."
    )
    Programme.objects.update(state="draft")
    meeting.programme.refresh_from_db()
    draft = {"programme": meeting.programme, "closes_at": now + DAY}
    assert announced(**draft) == "Topics are called for once the programme is shown."


def test_a_closed_or_withdrawn_call_stays_so(call, officer):
    actions.withdraw(call=call, reason="Erreur.", by=officer)
    for act in (actions.change, actions.withdraw):
        values = {"closes_at": None} if act == actions.change else {"reason": "x"}
        assert refusal(act, call=call, by=officer, **values) == (
            "This call was withdrawn."
        )
    ended = timezone.now() - DAY
    TopicCall.objects.update(withdrawn_at=None, opens_at=ended - DAY, closes_at=ended)
    for act in (actions.change, actions.withdraw):
        values = {"closes_at": None} if act == actions.change else {"reason": "x"}
        assert refusal(act, call=call, by=officer, **values) == (
            "This call is closed already."
        )


def test_the_guests_hear_once_that_a_call_is_open(call):
    assert planned(codes.CALL_OPEN, timezone.now()) == [("broker@example.org", "open")]
    assert len(planned(codes.CALL_OPEN, timezone.now() + DAY)) == 1


def test_every_partner_hears_of_the_call_for_a_year(year_call):
    found = planned(codes.CALL_OPEN, timezone.now())

    assert found == [("broker@example.org", "open"), ("carrier@example.org", "open")]


def test_who_proposed_nothing_is_reminded_two_working_days_before_the_end(
    year_call, proposed
):
    proposed()
    last_day = timezone.localdate(year_call.closing)
    assert planned(codes.CALL_CLOSING, timezone.now()) == []

    soon = year_call.closing - timedelta(hours=1)
    reminded = [("carrier@example.org", last_day.isoformat())]
    assert planned(codes.CALL_CLOSING, soon) == reminded
    assert planned(codes.CALL_CLOSING, year_call.closing + DAY) == reminded


def test_everybody_asked_hears_on_the_last_day_that_topics_close_today(
    year_call, proposed, officer
):
    proposed()
    day = timezone.localdate(year_call.closing)
    morning = timezone.make_aware(datetime.combine(day, time(8)))
    asked = [(f"{who}@example.org", f"{day}") for who in ("broker", "carrier")]

    assert planned(codes.CALL_LAST_DAY, morning - timedelta(minutes=1)) == []
    assert planned(codes.CALL_LAST_DAY, morning) == asked
    assert planned(codes.CALL_LAST_DAY, morning + timedelta(minutes=5)) == asked
    notice = Notice.objects.filter(kind=codes.CALL_LAST_DAY).first()
    with override("en"):
        assert (
            KINDS[notice.kind].letter(notice).subject.startswith("Topics close today: ")
        )
        actions.change(call=year_call, closes_at=year_call.closing + DAY, by=officer)
        notice = Notice.objects.get(pk=notice.pk)
        assert (
            KINDS[notice.kind].still_true(notice) == "The call closes on another day."
        )


def test_officers_hear_when_it_closes(year_call, officer):
    assert planned(codes.CALL_CLOSED, timezone.now()) == []

    day = timezone.localdate(year_call.closing).isoformat()
    after = year_call.closing + timedelta(minutes=1)
    assert planned(codes.CALL_CLOSED, after) == [("officer@example.org", day)]
    assert len(planned(codes.CALL_CLOSED, after + 9 * DAY)) == 1


def test_letters_of_a_call_stop_being_true(call, proposed, meeting, officer):
    planning.plan(timezone.now())
    notice = Notice.objects.get(kind=codes.CALL_OPEN)
    kind = KINDS[notice.kind]
    with override("en"):
        assert kind.still_true(notice) == ""
        actions.withdraw(call=call, reason="Erreur.", by=officer)
        notice.refresh_from_db()
        assert notice.state == Notice.State.WITHDRAWN
        assert (
            kind.still_true(Notice.objects.get(pk=notice.pk)) == "The call is closed."
        )


def test_a_letter_says_until_when_and_leads_to_the_form(call, meeting):
    planning.plan(timezone.now())
    notice = Notice.objects.get(kind=codes.CALL_OPEN)
    with override("en"):
        letter = KINDS[notice.kind].letter(notice)

    assert letter.subject.startswith("Your topics for: ")
    assert "What should be discussed? Propose your topics until " in letter.text
    assert f"/meetings/topics/propose/?for=meeting-{meeting.pk}" in letter.text
