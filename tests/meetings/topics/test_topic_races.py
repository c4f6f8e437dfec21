"""Two people decide or order at once: one of them is served, the other is told."""

import pytest

from meetings.actions import agenda, following
from meetings.actions import topic as actions
from meetings.actions.publishing import publish
from meetings.models import AgendaEdition, Topic
from tests.meetings.test_races import at_once, real_locks  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]

MEANWHILE = "Somebody else changed this agenda meanwhile. Look at it, then order it."


@pytest.fixture
def three(item, officer):
    return [agenda.add_item(item=item(title), by=officer) for title in "ABC"]


def test_two_officers_who_order_at_once_never_mix_their_orders(
    meeting, three, officer, administrator
):
    seen = [row.pk for row in three]
    orders = [seen[::-1], [seen[1], seen[2], seen[0]]]

    def reorder(wanted, by):
        return lambda: agenda.reorder(meeting=meeting, seen=seen, wanted=wanted, by=by)

    found = at_once(reorder(orders[0], officer), reorder(orders[1], administrator))

    assert found == [MEANWHILE, "done"]
    rows = meeting.items.filter(is_follow_up=False).order_by("position")
    assert list(rows.values_list("pk", flat=True)) in orders
    assert list(rows.values_list("position", flat=True)) == [1, 2, 3]


def test_moving_two_items_at_once_keeps_both_moves(meeting, three, officer):
    def move(item, to):
        return lambda: agenda.move_item(item=item, to=to, by=officer)

    assert at_once(move(three[2], 1), move(three[0], 3)) == ["done", "done"]
    rows = meeting.items.filter(is_follow_up=False).order_by("position")
    assert "".join(row.title for row in rows) in {"CBA", "BCA"}


def test_a_merger_and_an_acceptance_at_once_end_as_merged(proposed, officer):
    topic, into = proposed(), proposed("Attente à la visite")
    found = at_once(
        lambda: actions.accept(topic=topic, by=officer),
        lambda: following.merge(topic=topic, into=into, by=officer),
    )

    refused = "Only a proposed topic can be accepted."
    assert found in [["done", "done"], [refused, "done"]]
    topic.refresh_from_db()
    assert (topic.state, topic.merged_into) == ("merged", into)


def test_two_topics_merged_into_each_other_at_once_leave_one_open(proposed, officer):
    one, other = proposed(), proposed("Attente à la visite")

    def merge(topic, into):
        return lambda: following.merge(topic=topic, into=into, by=officer)

    found = at_once(merge(one, other), merge(other, one))
    assert found[-1] == "done"
    assert found[0] != "done"
    states = Topic.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == ["merged", "proposed"]


def test_two_topics_proposed_at_once_have_each_their_number(proposed, broker):
    found = at_once(lambda: proposed("Un"), lambda: proposed("Deux"))

    assert found == ["done", "done"]
    numbers = Topic.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]


def test_an_agenda_published_twice_at_once_has_one_edition(meeting, three, officer):
    def send():
        publish(meeting=meeting, by=officer)

    refused = "The agenda is published as it stands."
    assert at_once(send, send) == [refused, "done"]
    assert AgendaEdition.objects.count() == 1


def test_a_topic_placed_twice_at_once_stands_once(meeting, proposed, officer):
    topic = proposed(meeting=meeting)

    def place():
        agenda.place(topic=topic, meeting=meeting, by=officer)

    assert at_once(place, place) == [
        "This topic stands on the agenda already.",
        "done",
    ]
    assert topic.items.count() == 1
