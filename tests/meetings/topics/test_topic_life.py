"""Each state × each step: allowed, or refused with its sentence."""

import pytest
from django.db import transaction
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import agenda, escalation, following
from meetings.actions import topic as actions
from meetings.models import Committee, Level, Topic

State = Topic.State
DONE = ""


@pytest.fixture
def plenary(db):
    return Committee.objects.create(name="Plénière", kind=Committee.Kind.PLENARY)


@pytest.fixture
def other(proposed):
    return proposed("Parking du bureau")


@pytest.fixture
def in_state(proposed, committee, plenary, officer, other):
    """A function that brings a topic of the committee into a state."""
    committee.parent = plenary
    committee.save()

    def bring(state):
        topic = proposed(committee=committee)
        by = {"topic": topic, "by": officer}
        if state == State.ACCEPTED:
            actions.accept(**by)
        elif state == State.DECLINED:
            actions.decline(reason="Hors du champ.", **by)
        elif state == State.MERGED:
            following.merge(into=other, **by)
        elif state in {State.ESCALATED, State.ANSWERED}:
            escalation.escalate(reason="Sans issue ici.", **by)
        if state == State.ANSWERED:
            escalation.answer(answer="Oui.", **by)
        topic.refresh_from_db()
        return topic

    return bring


STEPS = {
    "accept": lambda topic, w: actions.accept(topic=topic, by=w["officer"]),
    "decline": lambda topic, w: actions.decline(
        topic=topic, reason="Non.", by=w["officer"]
    ),
    "merge": lambda topic, w: following.merge(
        topic=topic, into=w["other"], by=w["officer"]
    ),
    "be merged into": lambda topic, w: following.merge(
        topic=w["other"], into=topic, by=w["officer"]
    ),
    "place": lambda topic, w: agenda.place(
        topic=topic, meeting=w["meeting"], by=w["officer"]
    ),
    "follow": lambda topic, w: following.follow(
        topic=topic, organisation=w["carriers"], by=w["carrier"]
    ),
    "escalate": lambda topic, w: escalation.escalate(
        topic=topic, reason="Rien.", by=w["officer"]
    ),
    "answer": lambda topic, w: escalation.answer(
        topic=topic, answer="Oui.", by=w["officer"]
    ),
}
ONLY_PROPOSED = "Only a proposed topic can be accepted."
NOT_DECLINED = "Only a proposed or accepted topic can be declined."
NOT_MERGED = "Only a proposed or accepted topic can be merged."
NOT_ESCALATED = "Only a topic that was escalated is answered."
FINAL = "This topic is declined or merged: it cannot be escalated."
AT_THE_TOP = "No committee stands above Plénière."
TABLE = {
    "proposed": [DONE, DONE, DONE, DONE, DONE, DONE, DONE, NOT_ESCALATED],
    "accepted": [ONLY_PROPOSED, DONE, DONE, DONE, DONE, DONE, DONE, NOT_ESCALATED],
    "declined": [
        *(ONLY_PROPOSED, NOT_DECLINED, NOT_MERGED),
        "T-2026-002 is declined: choose a topic that is still open.",
        "T-2026-002 is declined and cannot be put on an agenda.",
        "This topic is closed: nothing more becomes of it.",
        *(FINAL, NOT_ESCALATED),
    ],
    "merged": [
        *(ONLY_PROPOSED, NOT_DECLINED, NOT_MERGED),
        "T-2026-002 is merged: choose a topic that is still open.",
        "T-2026-002 is merged and cannot be put on an agenda.",
        "This topic was merged. Follow the one that it became.",
        *(FINAL, NOT_ESCALATED),
    ],
    "escalated": [
        *(ONLY_PROPOSED, NOT_DECLINED, NOT_MERGED),
        *(DONE, DONE, DONE, AT_THE_TOP, DONE),
    ],
    "answered": [
        *(ONLY_PROPOSED, NOT_DECLINED, NOT_MERGED),
        *(DONE, DONE, DONE, DONE, NOT_ESCALATED),
    ],
}


def outcome(act, *args):
    """What a step ends with, undone at once."""
    try:
        with transaction.atomic(), override("en"):
            act(*args)
            transaction.set_rollback(True)
    except Refused as refusal:
        return str(refusal)
    return DONE


@pytest.mark.parametrize("state", TABLE)
def test_each_step_from_each_state(state, in_state, other, meeting, carriers, cast):
    topic = in_state(state)
    world = cast | {"other": other, "meeting": meeting, "carriers": carriers}

    found = {name: outcome(act, topic, world) for name, act in STEPS.items()}

    expected = [line.replace("T-2026-002", topic.reference) for line in TABLE[state]]
    assert found == dict(zip(STEPS, expected, strict=True))


def test_references_count_through_each_year(proposed, meeting):
    year = meeting.programme.year
    found = [
        proposed("Un").reference,
        proposed("Deux", meeting=meeting).reference,
        proposed("Trois", year=year + 1).reference,
    ]

    assert found == [f"T-{year}-001", f"T-{year}-002", f"T-{year + 1}-001"]


def test_its_level_follows_from_what_it_is_for(proposed, meeting, committee):
    found = [
        proposed().level,
        proposed(is_masked=True).level,
        proposed(meeting=meeting).level,
        proposed(committee=committee).level,
    ]

    assert found == [Level.PARTNERS, Level.PARTIES, Level.PARTIES, Level.PARTIES]


def test_an_officer_opens_a_topic_while_accepting_it(proposed, officer):
    topic = actions.accept(topic=proposed(), level=Level.PUBLIC, by=officer)

    assert (topic.state, topic.level) == ("accepted", "public")


def test_a_reason_is_needed_to_decline(proposed, officer):
    with override("en"), pytest.raises(Refused, match="Say why the topic is declined"):
        actions.decline(topic=proposed(), reason="  ", by=officer)


def test_merged_topics_are_one_reference_that_all_proposers_follow(
    proposed, carriers, carrier, officer
):
    first = proposed("Délais de visite")
    second = proposed("Visites trop longues", proposer=carriers, by=carrier)
    third = proposed("Attente à la visite")
    following.merge(topic=second, into=third, by=officer)
    following.merge(topic=third, into=first, by=officer)

    merged = Topic.objects.filter(merged_into=first).order_by("pk")
    assert list(merged) == [second, third]
    followers = first.followers.values_list("organisation__acronym", flat=True)
    assert sorted(followers) == ["CMTR", "FETRAM"]


def test_a_hidden_proposer_stays_hidden_where_its_topic_goes(
    proposed, carriers, carrier, officer
):
    first = proposed()
    hidden = proposed("Visites", proposer=carriers, by=carrier, is_masked=True)
    following.merge(topic=hidden, into=first, by=officer)

    assert first.followers.get(organisation=carriers).is_masked


def test_a_proposer_stays_with_its_topic_and_others_may_leave(
    proposed, brokers, broker, carriers, carrier
):
    topic = proposed()
    following.follow(topic=topic, organisation=carriers, by=carrier)
    following.unfollow(topic=topic, organisation=carriers, by=carrier)

    with override("en"), pytest.raises(Refused, match="stays with it"):
        following.unfollow(topic=topic, organisation=brokers, by=broker)
    assert topic.followers.count() == 1


def test_a_topic_on_an_agenda_is_neither_declined_nor_merged(
    proposed, meeting, officer, other
):
    topic = proposed(meeting=meeting)
    agenda.place(topic=topic, meeting=meeting, by=officer)

    for act in (
        lambda: actions.decline(topic=topic, reason="Non.", by=officer),
        lambda: following.merge(topic=topic, into=other, by=officer),
    ):
        with override("en"), pytest.raises(Refused, match="off the agenda first"):
            act()


def test_every_step_is_in_the_trail(proposed, officer, other):
    topic = proposed()
    actions.accept(topic=topic, by=officer)
    following.merge(topic=topic, into=other, by=officer)

    verbs = Entry.objects.about(topic).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["topic.proposed", "topic.accepted", "topic.merged"]
