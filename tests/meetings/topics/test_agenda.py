"""An agenda is built, ordered, published, and its changes stay visible."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings import agendas
from meetings.actions import agenda as actions
from meetings.actions.publishing import publish
from meetings.calendars import event
from meetings.letters import codes
from meetings.models import AgendaItem, Meeting, Paper, Programme
from notices import planning
from notices.models import Notice

CLOSED = "The agenda of this meeting can no longer be changed."


def refusal(act, **values):
    with override("en"), pytest.raises(Refused) as found:
        act(**values)
    return str(found.value)


def order(meeting):
    rows = meeting.items.order_by("position")
    return [(row.position, row.title) for row in rows]


@pytest.fixture
def three(item, officer):
    """Three items behind the follow-up."""
    return [actions.add_item(item=item(title), by=officer) for title in "ABC"]


def test_the_follow_up_of_commitments_stands_first_by_itself(meeting, three):
    assert order(meeting) == [
        (0, "Suivi des engagements"),
        (1, "A"),
        (2, "B"),
        (3, "C"),
    ]


def test_the_follow_up_neither_moves_nor_leaves(meeting, three, officer):
    first = meeting.items.get(is_follow_up=True)

    assert refusal(actions.move_item, item=first, to=2, by=officer) == (
        "The follow-up of commitments stands first."
    )
    assert refusal(actions.remove_item, item=first, by=officer) == (
        "The follow-up of commitments stays on every agenda."
    )


@pytest.mark.parametrize(
    ("to", "found"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (0, "CAB"), (99, "ABC")]
)
def test_an_item_moves_to_a_place(to, found, meeting, three, officer):
    actions.move_item(item=three[2], to=to, by=officer)

    assert order(meeting)[1:] == list(enumerate(found, 1))


def test_who_orders_what_somebody_else_changed_is_told(meeting, three, officer):
    seen = [row.pk for row in three]
    actions.move_item(item=three[2], to=1, by=officer)

    sentence = refusal(
        actions.reorder, meeting=meeting, seen=seen, wanted=seen[::-1], by=officer
    )
    assert sentence == (
        "Somebody else changed this agenda meanwhile. Look at it, then order it."
    )
    assert order(meeting)[1:] == list(enumerate("CAB", 1))


@pytest.mark.parametrize("odd", [[], [1, 2], [0, 0, 0]])
def test_an_order_holds_every_item_once(odd, meeting, three, officer):
    seen = [row.pk for row in three]

    refusal(actions.reorder, meeting=meeting, seen=seen, wanted=odd, by=officer)
    actions.reorder(meeting=meeting, seen=seen, wanted=seen[::-1], by=officer)
    assert order(meeting)[1:] == list(enumerate("CBA", 1))


def test_taking_an_item_off_closes_the_gap(meeting, three, officer):
    actions.remove_item(item=three[0], by=officer)

    assert order(meeting)[1:] == [(1, "B"), (2, "C")]
    assert refusal(actions.remove_item, item=three[0], by=officer) == (
        "This item is off the agenda already."
    )


def test_a_topic_is_placed_once_and_thereby_accepted(meeting, proposed, officer):
    topic = proposed(meeting=meeting)
    item = actions.place(topic=topic, meeting=meeting, by=officer)

    topic.refresh_from_db()
    assert (topic.state, item.title, item.presenter_organisation) == (
        "accepted",
        topic.title,
        topic.proposer,
    )
    assert refusal(actions.place, topic=topic, meeting=meeting, by=officer) == (
        "This topic stands on the agenda already."
    )


def test_a_hidden_proposer_does_not_stand_on_the_agenda(meeting, proposed, officer):
    topic = proposed(meeting=meeting, is_masked=True)

    item = actions.place(topic=topic, meeting=meeting, by=officer)
    assert item.presenter_organisation is None


@pytest.mark.parametrize("state", ["held", "closed", "cancelled"])
def test_the_agenda_of_a_meeting_that_is_over_stays(
    state, meeting, three, item, proposed, officer
):
    Meeting.objects.update(state=state)
    topic = proposed()
    for act, values in (
        (actions.add_item, {"item": item()}),
        (actions.place, {"topic": topic, "meeting": meeting}),
        (actions.change_item, {"item": three[0], "values": {"minutes": 5}}),
        (actions.remove_item, {"item": three[0]}),
        (actions.move_item, {"item": three[0], "to": 2}),
        (actions.reorder, {"meeting": meeting, "seen": [], "wanted": []}),
        (publish, {"meeting": meeting}),
    ):
        assert refusal(act, by=officer, **values) == CLOSED


def test_an_empty_agenda_is_not_published(meeting, officer):
    assert refusal(publish, meeting=meeting, by=officer) == (
        "Put at least one item on the agenda before publishing it."
    )


def test_an_agenda_waits_for_its_programme(meeting, three, officer):
    Programme.objects.update(state="open")

    assert refusal(publish, meeting=meeting, by=officer) == (
        "Publish the programme before the agendas of its meetings."
    )


def test_each_publication_is_an_edition_and_says_what_it_changed(
    meeting, three, officer, item
):
    first = publish(meeting=meeting, by=officer)
    assert refusal(publish, meeting=meeting, by=officer) == (
        "The agenda is published as it stands."
    )
    actions.change_item(item=three[0], values={"minutes": 45}, by=officer)
    actions.remove_item(item=three[1], by=officer)
    actions.add_item(item=item("D"), by=officer)
    second = publish(meeting=meeting, by=officer)

    assert [first.number, second.number] == [1, 2]
    assert [row["title"] for row in first.items[1:]] == ["A", "B", "C"]
    with override("en"):
        assert agendas.changes(first, second) == [
            "Added: D",
            "Taken off: B",
            "A: 45 minutes instead of 15",
        ]
    assert Entry.objects.filter(verb="agenda.published").count() == 2


def test_hours_add_up_from_the_beginning(meeting, three, officer):
    actions.change_item(item=three[0], values={"minutes": 45}, by=officer)

    rows = agendas.timed(meeting, agendas.picture_of(meeting))
    hours = [f"{row['starts_at']:%H:%M} {row['own_title']}" for row in rows]
    assert hours == ["09:00 Suivi des engagements", "09:15 A", "10:00 B", "10:15 C"]


def test_guests_read_the_agenda_in_letter_and_calendar(
    convened, three, officer, letters
):
    publish(meeting=convened, by=officer)

    with override("fr"):
        found = letters(codes.AGENDA)
        convocation = letters(codes.CONVENED)[0][2]
    assert [mail for _kind, mail, _letter in found] == ["broker@example.org"]
    line = "2. A (9 h 15, 15 min)".replace(" h ", "\u00a0h\u00a0")
    assert line in found[0][2].text
    assert line in convocation.text
    assert line in convocation.calendar.replace("\r\n ", "").replace("\\,", ",")
    meeting = Meeting.objects.get(pk=convened.pk)
    assert line in event(meeting)["description"]


def test_a_newer_edition_takes_the_letter_of_the_older_back(
    convened, three, officer, letters
):
    publish(meeting=convened, by=officer)
    actions.remove_item(item=three[1], by=officer)
    publish(meeting=convened, by=officer)

    with override("en"):
        (found,) = letters(codes.AGENDA)
    assert found[2].subject.startswith("Agenda changed: ")


def test_followers_who_are_not_invited_hear_that_their_topic_is_placed(
    convened, proposed, carriers, carrier, officer, letters
):
    own, other = (
        proposed(meeting=convened),
        proposed("Escortes", proposer=carriers, by=carrier),
    )
    for topic in (own, other):
        actions.place(topic=topic, meeting=convened, by=officer)
    publish(meeting=convened, by=officer)

    found = letters(codes.TOPIC_PLACED)
    assert [mail for _kind, mail, _letter in found] == ["carrier@example.org"]
    Meeting.objects.update(state="cancelled")
    assert letters(codes.TOPIC_PLACED) == []


@pytest.fixture
def awaited(meeting, three):
    """Papers are due 7 days before the meeting, which stands in three weeks."""
    AgendaItem.objects.filter(pk=three[0].pk).update(expects_paper=True)
    return three[0]


def due(meeting, days):
    planning.plan(meeting.starts_at - timedelta(days=days))
    rows = Notice.objects.filter(kind=codes.PAPER_DUE).order_by("pk")
    return list(rows.values_list("email", flat=True))


def test_who_presents_is_reminded_of_the_paper(
    meeting, awaited, brokers, broker, letters
):
    awaited.refresh_from_db()
    awaited.presenter_organisation = brokers
    awaited.save()

    assert due(meeting, 14) == []
    assert due(meeting, 7) == ["broker@example.org"]
    with override("en"):
        ((_kind, _mail, letter),) = letters(codes.PAPER_DUE)
    assert letter.subject.startswith("Paper due on ")
    assert f"/meetings/items/{awaited.pk}/paper/" in letter.text


def test_for_customs_its_officer_is_reminded(meeting, awaited):
    assert due(meeting, 7) == ["officer@example.org"]


def test_a_paper_that_is_there_is_not_asked_for(meeting, awaited, officer, letters):
    assert due(meeting, 7) == ["officer@example.org"]
    Paper.objects.create(
        meeting=meeting,
        item=awaited,
        title="Note",
        size=1,
        added_by=officer,
        added_at=timezone.now(),
    )
    assert letters(codes.PAPER_DUE) == []


def test_after_seven_days_before_nobody_is_asked_any_more(meeting, awaited):
    assert due(meeting, 5) == []
