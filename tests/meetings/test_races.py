"""Two people do something at once: one of them is served, the other is told."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings import links
from meetings.actions import invitation as invitations
from meetings.actions import meeting as actions
from meetings.actions.answer import answer_by_link
from meetings.models import Delegate, Meeting
from notices.models import Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]


@pytest.fixture(autouse=True)
def real_locks(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("Rows are locked by PostgreSQL; SQLite writes one at a time.")


def at_once(*acts):
    """Run the acts from one signal on; what each gave, or was refused with."""
    found, start = [], threading.Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            with override("en"):
                act()
            found.append("done")
        except Refused as refusal:
            found.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def move(meeting, days, by):
    day = timedelta(days=days)
    return lambda: actions.move(
        meeting=meeting,
        starts_at=meeting.starts_at + day,
        ends_at=meeting.ends_at + day,
        reason="x",
        by=by,
    )


def test_two_who_convene_at_once_write_once(meeting, broker, officer):
    def convene():
        actions.convene(meeting=meeting, by=officer)

    refused = "Only a planned meeting can be convened."
    assert at_once(convene, convene) == [refused, "done"]
    assert Delegate.objects.count() == Notice.objects.count() == 1


def test_the_same_move_twice_at_once_counts_once(convened, officer):
    twice = move(convened, 1, officer)

    refused = "The meeting stands at this date and hour already."
    assert at_once(twice, twice) == [refused, "done"]
    assert Meeting.objects.get().sequence == 1


def test_two_moves_at_once_are_both_kept_in_order(convened, officer):
    assert at_once(move(convened, 1, officer), move(convened, 2, officer)) == [
        "done",
        "done",
    ]
    meeting = Meeting.objects.get()
    assert (meeting.sequence, meeting.moves) == (2, 2)
    sent = Notice.objects.filter(kind="meetings.moved").order_by("pk")
    assert list(sent.values_list("state", "occurrence")) == [
        ("withdrawn", "1"),
        ("waiting", "2"),
    ]


def test_an_answer_and_a_move_at_once_never_leave_an_answer_for_the_old_date(
    convened, delegate, officer
):
    token = links.token(delegate, convened)
    found = at_once(
        lambda: answer_by_link(token=token, reply="accepted"),
        move(convened, 1, officer),
    )

    assert found[-1] == "done"
    assert Delegate.objects.get().answer == "pending"


def test_two_answers_at_once_are_both_in_the_trail(convened, delegate):
    token = links.token(delegate, convened)
    found = at_once(
        lambda: answer_by_link(token=token, reply="accepted"),
        lambda: answer_by_link(token=token, reply="declined"),
    )

    assert found == ["done", "done"]
    last = Entry.objects.filter(verb="delegate.answered").first()
    assert Entry.objects.filter(verb="delegate.answered").count() == 2
    assert last.after["answer"] == Delegate.objects.get().answer


def test_the_same_delegate_added_twice_at_once_stands_once(convened, delegate, broker):
    def add():
        invitations.add_delegate(
            invitation=delegate.invitation,
            name="X",
            function="",
            email="x@example.org",
            language="fr",
            by=broker,
        )

    assert at_once(add, add) == ["This person is on the list already.", "done"]
