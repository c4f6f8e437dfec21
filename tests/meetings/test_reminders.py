"""Reminders: who is owed which, when, and what makes them stop."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from meetings.actions import invitation as invitations
from meetings.actions import meeting as actions
from meetings.letters import reminders
from meetings.models import Delegate, Meeting, Paper
from notices import planning
from notices.kinds import KINDS
from notices.models import Notice
from workdays.models import Holiday

YEAR = timezone.localdate().year + 1
MARCH = date(YEAR, 3, 14)
TUESDAY = MARCH + timedelta(days=(1 - MARCH.weekday()) % 7)
ALL = [
    "meetings.please_answer",
    "meetings.papers",
    "meetings.reminder",
    "meetings.who_comes",
    "meetings.tomorrow",
    "meetings.afterwards",
]


def at(days, hour=8, minute=0):
    """So many plain days from the meeting's own day, at an hour."""
    moment = datetime.combine(TUESDAY + timedelta(days=days), time(hour, minute))
    return timezone.make_aware(moment)


@pytest.fixture
def tuesday(meeting, broker, officer, brokers):
    """A meeting on a Tuesday in March at 10:30, convened long before, with a paper.

    One delegate has accepted, one may come, one declined, one has not answered.
    """
    meeting.starts_at, meeting.ends_at = at(0, 10, 30), at(0, 12)
    meeting.save()
    convened = actions.convene(meeting=meeting, by=officer)
    Delegate.objects.update(answer="accepted")
    invitation = convened.invitations.get()
    for answer in ("tentative", "declined", "pending"):
        invitation.delegates.create(
            name=answer, email=f"{answer}@example.org", answer=answer
        )
    Paper.objects.create(
        meeting=convened, title="Note", name="n.pdf", size=1, added_by=officer
    )
    Notice.objects.all().delete()
    return convened


def plan(now):
    """What beat posts at an instant: kind, address, hour when it fell due."""
    seen = set(Notice.objects.values_list("pk", flat=True))
    planning.plan(now)
    rows = Notice.objects.filter(kind__in=ALL).exclude(pk__in=seen)
    return sorted(
        (kind.removeprefix("meetings."), email.partition("@")[0], due_at)
        for kind, email, due_at in rows.values_list("kind", "email", "due_at")
    )


def test_each_reminder_falls_due_on_its_day_and_is_owed_once(tuesday):
    found = {}
    for now in (at(day, hour) for day in range(-16, 4) for hour in (7, 8, 9)):
        for kind, who, due_at in plan(now):
            found.setdefault((kind, due_at), []).append((who, now - due_at))

    at_once = timedelta()
    assert found == {
        ("please_answer", at(-14)): [("pending", at_once)],
        ("papers", at(-7)): [("broker", at_once), ("tentative", at_once)],
        ("reminder", at(-4)): [("broker", at_once), ("tentative", at_once)],
        ("who_comes", at(-4)): [("officer", at_once)],
        ("tomorrow", at(-1, 9)): [("broker", at_once)],
        ("afterwards", at(1)): [("officer", at_once)],
    }


def test_a_holiday_brings_the_working_days_forward(tuesday):
    Holiday.objects.create(day=TUESDAY - timedelta(days=4), name="Fête")

    assert plan(at(-5)) == [
        ("reminder", "broker", at(-5)),
        ("reminder", "tentative", at(-5)),
        ("who_comes", "officer", at(-5)),
    ]


def test_a_night_without_beat_is_made_good(tuesday):
    assert plan(at(-13, 3)) == [("please_answer", "pending", at(-14))]
    assert plan(at(-13, 4)) == []


def test_what_has_no_sense_any_more_is_not_owed_late(tuesday):
    assert [kind for kind, _who, _due in plan(at(-4, 9))] == [
        "reminder",
        "reminder",
        "who_comes",
    ]
    assert plan(at(0, 11)) == []


def test_a_meeting_convened_late_skips_what_was_due_before(tuesday):
    Meeting.objects.update(convened_at=at(-4, 10))
    Delegate.objects.update(added_at=at(-4, 10))

    assert plan(at(-4, 11)) == []
    assert plan(at(-1, 9)) == [("tomorrow", "broker", at(-1, 9))]


def test_a_delegate_who_joined_late_is_not_asked_twice(tuesday):
    Delegate.objects.filter(answer="pending").update(added_at=at(-12))

    assert plan(at(-12, 9)) == []


def test_who_answered_late_is_not_reminded_of_what_was_just_said(tuesday):
    Delegate.objects.filter(answer="tentative").update(answered_at=at(-4, 10))

    assert plan(at(-4, 11)) == [
        ("reminder", "broker", at(-4)),
        ("who_comes", "officer", at(-4)),
    ]


def test_a_paper_added_later_is_announced_later_and_without_paper_nothing(tuesday):
    Delegate.objects.filter(answer="pending").delete()
    Paper.objects.update(withdrawn_at=timezone.now())
    assert plan(at(-7, 9)) == []

    Paper.objects.update(withdrawn_at=None)
    assert plan(at(-6, 9)) == [
        ("papers", "broker", at(-7)),
        ("papers", "tentative", at(-7)),
    ]


def test_a_moved_meeting_gets_its_reminders_again_for_the_new_date(tuesday, officer):
    assert len(plan(at(-4, 9))) == 3
    actions.move(
        meeting=tuesday,
        starts_at=at(14, 10),
        ends_at=at(14, 12),
        reason="x",
        by=officer,
    )
    Meeting.objects.update(moved_at=at(-4, 10))

    assert plan(at(-3)) == []
    assert plan(at(0)) == [
        ("please_answer", who, at(0))
        for who in ("broker", "declined", "pending", "tentative")
    ]
    assert [kind for kind, _who, _due in plan(at(10))] == ["who_comes"]


def test_a_new_place_does_not_repeat_a_reminder(tuesday, officer):
    assert len(plan(at(-4, 9))) == 3
    actions.change_place(meeting=tuesday, room=None, place="X", link="", by=officer)

    assert plan(at(-4, 10)) == []


@pytest.mark.parametrize("state", ["planned", "cancelled", "closed"])
def test_only_a_convened_meeting_reminds(tuesday, state):
    Meeting.objects.update(state=state)

    assert plan(at(-14)) == plan(at(-4)) == plan(at(-1, 9)) == plan(at(1)) == []


def test_the_secretary_of_the_committee_learns_who_comes(tuesday, committee, secretary):
    Meeting.objects.update(committee=committee)

    assert plan(at(-4)) == [
        ("reminder", "broker", at(-4)),
        ("reminder", "tentative", at(-4)),
        ("who_comes", "officer", at(-4)),
        ("who_comes", "secretary", at(-4)),
    ]


def test_a_person_of_two_organisations_is_reminded_once(tuesday, carriers):
    other = tuesday.invitations.create(organisation=carriers)
    other.delegates.create(name="B", email="broker@example.org", answer="accepted")

    tomorrow = [row for row in plan(at(-1, 9)) if row[0] == "tomorrow"]
    assert tomorrow == [("tomorrow", "broker", at(-1, 9))]


def why_not(kind):
    notice = Notice.objects.filter(kind=kind).earliest("pk")
    with override("en"):
        return KINDS[kind].still_true(notice)


def test_a_reminder_to_answer_stops_at_the_answer(tuesday):
    plan(at(-14))
    assert why_not("meetings.please_answer") == ""

    Delegate.objects.update(answer="declined")
    assert why_not("meetings.please_answer") == "The answer was given."


def test_a_reminder_stops_at_a_refusal_a_replacement_a_move_and_the_start(tuesday):
    plan(at(-4))
    assert why_not("meetings.reminder") == ""

    Delegate.objects.update(answer="declined")
    assert why_not("meetings.reminder") == "The answer has changed."
    Delegate.objects.update(is_active=False)
    assert why_not("meetings.reminder") == "This person is no longer on the list."
    Meeting.objects.update(moves=1)
    assert why_not("meetings.reminder") == "The meeting was moved again."
    assert why_not("meetings.who_comes") == "The meeting was moved again."
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=1))
    assert why_not("meetings.reminder") == "The meeting has begun."


def letter(kind, who, language="en"):
    notice = Notice.objects.get(kind=kind, email=f"{who}@example.org")
    with override(language):
        return KINDS[kind].letter(notice)


def test_each_reminder_says_first_what_to_do(tuesday):
    for now in (at(-14), at(-7), at(-4), at(-1, 9)):
        plan(now)
    first = {
        (kind, who): letter(f"meetings.{kind}", who).text.partition("\n")[0]
        for kind, who in [
            ("please_answer", "pending"),
            ("papers", "broker"),
            ("reminder", "broker"),
            ("reminder", "tentative"),
            ("who_comes", "officer"),
            ("tomorrow", "broker"),
        ]
    }

    assert first == {
        ("please_answer", "pending"): "Your answer is still missing: will you come? "
        "One click is enough.",
        ("papers", "broker"): "Please read the paper before the meeting.",
        ("reminder", "broker"): "You are expected at 10:30. Something came up? "
        "Say so below.",
        ("reminder", "tentative"): "You said that you may come: "
        "please say now whether you will.",
        ("who_comes", "officer"): "Organisations that come or may come: 1 of 1; "
        "without an answer: 0.",
        ("tomorrow", "broker"): "You are expected tomorrow at 10:30.",
    }


def test_the_subject_makes_sense_alone(tuesday):
    plan(at(-4))
    day = f"mardi {TUESDAY.day} mars, 10\xa0h\xa030"

    assert letter("meetings.reminder", "broker", "fr").subject == (
        f"Rappel\xa0: Agrément et cautions des commissionnaires (Douane–FETRAM), {day}"
    )


def test_who_comes_lists_each_organisation_with_its_people(tuesday):
    plan(at(-4))

    assert (
        "- FETRAM: will come – Broker (will come), tentative (may come), "
        "declined (will not come), pending (no answer yet)\n"
    ) in letter("meetings.who_comes", "officer").text


def test_a_representative_is_told_of_through_the_one_who_sent_them(tuesday):
    Delegate.objects.filter(answer="accepted").update(
        answer="represented", represented_by="Mme Keïta"
    )
    plan(at(-1, 9))

    assert "In your place comes: Mme Keïta. Please pass this letter on." in (
        letter("meetings.tomorrow", "broker").text
    )


def test_after_the_meeting_the_officer_is_told_what_is_due(tuesday):
    plan(at(1))
    text = letter("meetings.afterwards", "officer").text

    due = TUESDAY + timedelta(days=7)
    assert text.startswith(
        "Please record the attendance, and write the draft minutes by "
        f"Tuesday {due.day} March {YEAR}.\n"
    )


def scan(now):
    with CaptureQueriesContext(connection) as queries:
        for owed in (
            reminders.please_answer,
            reminders.papers,
            reminders.reminder,
            reminders.who_comes,
            reminders.tomorrow,
            reminders.afterwards,
        ):
            list(owed(now))
    return len(queries)


def test_a_scan_asks_as_many_questions_for_one_meeting_as_for_many(tuesday, officer):
    scan(at(-4))
    few = scan(at(-4))
    for number in range(12):
        other = Meeting.objects.get(pk=tuesday.pk)
        other.pk, other.uid = None, f"{number:032d}"
        other.save()
        invitation = other.invitations.create(
            organisation=tuesday.invitations.get().organisation
        )
        for guest in range(3):
            invitation.delegates.create(
                name="x", email=f"x{number}-{guest}@example.org", answer="accepted"
            )

    assert scan(at(-4)) == few


def test_a_farewell_to_a_user_is_theirs_even_after_a_move(tuesday, officer):
    gone = tuesday.invitations.get().delegates.get(answer="tentative")
    gone.user = User.objects.get(email="broker@example.org")
    gone.save()
    invitations.remove_delegate(delegate=gone, by=officer)
    actions.move(
        meeting=tuesday, starts_at=at(7, 9), ends_at=at(7, 10), reason="x", by=officer
    )

    notice = Notice.objects.get(kind="meetings.uninvited")
    assert notice.state == "waiting"
    assert KINDS[notice.kind].still_true(notice) == ""
