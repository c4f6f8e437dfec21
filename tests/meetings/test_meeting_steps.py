"""Every step of a meeting: in which state, for whom, and what it changes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import meeting as actions
from meetings.models import Delegate, Meeting, Room
from meetings.models.invitation import Answer
from notices.models import Notice

PLANNED, CONVENED, HELD, CLOSED, CANCELLED = Meeting.State
NOT_MOVED = "Only a convened meeting can be moved."
NOT_PLACED = "Only a convened meeting has its place changed this way."
NOT_CANCELLED = "Only a planned or convened meeting can be cancelled."
NOT_CONVENED = "Only a planned meeting can be convened."
NOT_HELD = "Only a convened meeting can be recorded as held."
NOT_CLOSED = "Only a meeting that was held can be closed."


def steps(meeting, by):
    later = meeting.starts_at + timedelta(days=2)
    return {
        "convene": lambda: actions.convene(meeting=meeting, by=by),
        "move": lambda: actions.move(
            meeting=meeting,
            starts_at=later,
            ends_at=later + timedelta(hours=1),
            reason="Salle prise",
            by=by,
        ),
        "place": lambda: actions.change_place(
            meeting=meeting, room=None, place="Hôtel", link="", by=by
        ),
        "cancel": lambda: actions.cancel(meeting=meeting, reason="Mission", by=by),
        "hold": lambda: actions.hold(meeting=meeting, by=by),
        "close": lambda: actions.close(meeting=meeting, by=by),
    }


def outcome(step):
    try:
        with override("en"):
            return step().state
    except Refused as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (
            PLANNED,
            {
                "convene": CONVENED,
                "move": NOT_MOVED,
                "place": NOT_PLACED,
                "cancel": CANCELLED,
                "hold": NOT_HELD,
                "close": NOT_CLOSED,
            },
        ),
        (
            CONVENED,
            {
                "convene": NOT_CONVENED,
                "move": CONVENED,
                "place": CONVENED,
                "cancel": CANCELLED,
                "hold": "This meeting is not over yet.",
                "close": NOT_CLOSED,
            },
        ),
        (
            HELD,
            {
                "convene": NOT_CONVENED,
                "move": NOT_MOVED,
                "place": NOT_PLACED,
                "cancel": NOT_CANCELLED,
                "hold": NOT_HELD,
                "close": CLOSED,
            },
        ),
        (
            CLOSED,
            {
                "convene": NOT_CONVENED,
                "move": NOT_MOVED,
                "place": NOT_PLACED,
                "cancel": NOT_CANCELLED,
                "hold": NOT_HELD,
                "close": NOT_CLOSED,
            },
        ),
        (
            CANCELLED,
            {
                "convene": NOT_CONVENED,
                "move": NOT_MOVED,
                "place": NOT_PLACED,
                "cancel": NOT_CANCELLED,
                "hold": NOT_HELD,
                "close": NOT_CLOSED,
            },
        ),
    ],
)
def test_each_state_allows_its_own_steps_and_refuses_others(
    meeting, officer, state, expected
):
    found = {}
    for name, step in steps(meeting, officer).items():
        Meeting.objects.update(state=state)
        found[name] = outcome(step)

    assert found == expected


def test_a_meeting_that_has_begun_is_held_and_no_longer_moved(convened, officer):
    now = timezone.now()
    Meeting.objects.update(
        starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1)
    )
    found = {name: outcome(step) for name, step in steps(convened, officer).items()}

    assert found == {
        "convene": NOT_CONVENED,
        "move": "This meeting has begun and cannot be moved any more.",
        "place": "This meeting has begun; its place stays.",
        "cancel": "This meeting is over. Record it as held instead.",
        "hold": HELD,
        "close": CLOSED,
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("draft", "Publish the programme before convening its meetings."),
        ("past", "This date has passed. Change the date before convening."),
        ("nowhere", "Say where the meeting takes place before convening it."),
        ("nobody", "Invite at least one organisation before convening."),
    ],
)
def test_convening_is_refused_where_something_is_missing(
    meeting, officer, change, sentence
):
    if change == "draft":
        meeting.programme.state = "draft"
        meeting.programme.save()
    if change == "past":
        yesterday = timezone.now() - timedelta(days=1)
        Meeting.objects.update(
            starts_at=yesterday, ends_at=yesterday + timedelta(hours=1)
        )
    if change == "nowhere":
        Meeting.objects.update(room=None)
    if change == "nobody":
        meeting.invitations.all().delete()

    with override("en"), pytest.raises(Refused, match=sentence):
        actions.convene(meeting=meeting, by=officer)
    assert not Notice.objects.exists()


def test_convening_makes_delegates_of_the_focal_points_and_owes_them_a_letter(
    meeting, broker, officer
):
    actions.convene(meeting=meeting, by=officer)

    rows = Delegate.objects.values_list("name", "function", "email", "answer")
    assert list(rows) == [("Broker", "Point focal", "broker@example.org", "pending")]
    assert list(Notice.objects.values_list("kind", "email", "occurrence")) == [
        ("meetings.convened", "broker@example.org", "0-0-0")
    ]
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "delegate.added",
        "meeting.convened",
    ]


def test_an_organisation_without_focal_point_is_written_to_at_its_address(
    meeting, brokers, officer
):
    brokers.email = "secretariat@example.org"
    brokers.save()
    actions.convene(meeting=meeting, by=officer)

    assert list(Delegate.objects.values_list("name", "email")) == [
        ("Fédération des transitaires", "secretariat@example.org")
    ]


def test_the_person_who_convenes_is_not_written_to(meeting, broker):
    actions.convene(meeting=meeting, by=broker)

    assert Delegate.objects.count() == 1
    assert not Notice.objects.exists()


def test_a_focal_point_of_two_organisations_gets_one_letter(
    meeting, broker, carriers, officer
):
    meeting.invitations.create(organisation=carriers)
    broker.mandates.create(organisation=carriers, function="x", is_focal_point=True)
    actions.convene(meeting=meeting, by=officer)

    assert Delegate.objects.count() == 2
    assert Notice.objects.count() == 1


def test_a_move_counts_up_the_sequence_and_asks_everybody_again(
    convened, delegate, officer
):
    Delegate.objects.update(answer=Answer.ACCEPTED, answered_at=timezone.now())
    old = convened.starts_at
    outcome(steps(convened, officer)["move"])

    convened.refresh_from_db()
    delegate.refresh_from_db()
    assert (convened.sequence, convened.moves, convened.reason) == (1, 1, "Salle prise")
    assert (delegate.answer, delegate.answered_at) == (Answer.PENDING, None)
    entry = Entry.objects.get(verb="delegate.asked_again")
    assert entry.before["answer"] == "accepted"
    moved = Entry.objects.get(verb="meeting.moved")
    assert moved.before["starts_at"] == old.isoformat()
    assert moved.reason == "Salle prise"


def test_a_move_takes_back_what_was_not_sent_and_writes_the_new_date(convened, officer):
    outcome(steps(convened, officer)["move"])

    assert list(
        Notice.objects.order_by("pk").values_list("kind", "state", "occurrence")
    ) == [
        ("meetings.convened", "withdrawn", "0-0-0"),
        ("meetings.moved", "waiting", "1"),
    ]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "The meeting stands at this date and hour already."),
        (-60, "The new date must lie in the future."),
        (3000, r"The new date must lie in \d{4} or the year after."),
    ],
)
def test_a_move_to_nowhere_new_or_into_the_past_is_refused(
    convened, officer, days, sentence
):
    day = timedelta(days=days)
    with override("en"), pytest.raises(Refused, match=sentence):
        actions.move(
            meeting=convened,
            starts_at=convened.starts_at + day,
            ends_at=convened.ends_at + day,
            reason="x",
            by=officer,
        )


def test_a_new_place_counts_up_the_sequence_and_leaves_the_answers(
    convened, delegate, officer
):
    Delegate.objects.update(answer=Answer.ACCEPTED)
    other = Room.objects.create(name="CCIM")
    actions.change_place(meeting=convened, room=other, place="", link="", by=officer)

    convened.refresh_from_db()
    delegate.refresh_from_db()
    assert (convened.where, convened.sequence, convened.moves) == ("CCIM", 1, 0)
    assert delegate.answer == Answer.ACCEPTED
    assert Notice.objects.filter(kind="meetings.place_changed").count() == 1


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("same", "This is the place of the meeting already."),
        ("none", "Say where the meeting takes place."),
    ],
)
def test_a_place_that_is_none_or_the_same_is_refused(
    convened, officer, room, place, sentence
):
    chosen = room if place == "same" else None
    with override("en"), pytest.raises(Refused, match=sentence):
        actions.change_place(
            meeting=convened, room=chosen, place="", link="", by=officer
        )


def test_a_cancellation_keeps_its_reason_and_tells_everybody(convened, officer):
    actions.cancel(meeting=convened, reason="Mission", by=officer)

    convened.refresh_from_db()
    assert (convened.state, convened.reason, convened.sequence) == (
        CANCELLED,
        "Mission",
        1,
    )
    kinds = Notice.objects.order_by("pk").values_list("kind", "state")
    assert list(kinds) == [
        ("meetings.convened", "withdrawn"),
        ("meetings.cancelled", "waiting"),
    ]


def test_a_planned_meeting_is_cancelled_without_a_letter(meeting, officer):
    actions.cancel(meeting=meeting, reason="Mission", by=officer)

    assert not Notice.objects.exists()
