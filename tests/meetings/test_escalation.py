"""A topic goes up with its whole file, and the answer comes back to who waits."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import escalation as actions
from meetings.letters import codes
from meetings.models import (
    AgendaItem,
    Committee,
    CommitteeMember,
    Escalation,
    Meeting,
    Minutes,
    MinutesItem,
    Paper,
    Passage,
    Topic,
    TopicFollower,
)
from notices.models import Notice
from portal.waiting import waiting
from tests.conftest import mandate, person

State = Topic.State


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def plenary(customs):
    return Committee.objects.create(name="Plénière", kind="plenary", unit=customs)


@pytest.fixture
def local(committee, plenary, carriers):
    committee.parent = plenary
    committee.save()
    CommitteeMember.objects.create(committee=committee, organisation=carriers)
    return committee


@pytest.fixture
def topic(local, brokers, broker):
    year = timezone.localdate().year
    topic = Topic.objects.create(
        reference=f"T-{year}-001",
        year=year,
        number=1,
        title="Scanner en panne",
        text="Six heures d’attente.",
        proposer=brokers,
        committee=local,
        state=State.ACCEPTED,
    )
    TopicFollower.objects.create(topic=topic, organisation=brokers)
    return topic


def owed():
    rows = Notice.objects.filter(state="waiting").order_by("kind", "email")
    return [(row.kind, row.email.partition("@")[0]) for row in rows]


def test_the_committee_above_and_the_followers_are_written_to(
    topic, secretary, officer, broker, carrier
):
    step = actions.escalate(topic=topic, reason="Aucun crédit.", by=secretary)

    topic.refresh_from_db()
    assert (topic.state, topic.escalated_to) == (State.ESCALATED, step.to_committee)
    assert step.from_committee.name == "Comité local de Kayes-Diboli"
    assert owed() == [
        (codes.TOPIC_ESCALATED, "officer"),
        (codes.TOPIC_GONE_UP, "broker"),
    ]
    entry = Entry.objects.about(topic).get()
    assert (entry.verb, entry.by) == ("topic.escalated", secretary)


def test_the_answer_comes_back_to_committee_proposer_and_followers(
    topic, secretary, officer, broker, carrier
):
    actions.escalate(topic=topic, reason="Aucun crédit.", by=secretary)
    Notice.objects.all().delete()

    actions.answer(topic=topic, answer="Réparé le 4.", by=officer)

    topic.refresh_from_db()
    assert (topic.state, topic.answer) == (State.ANSWERED, "Réparé le 4.")
    assert Escalation.objects.get().answered_by == officer
    assert owed() == [
        (codes.TOPIC_ANSWERED, "broker"),
        (codes.TOPIC_ANSWERED, "carrier"),
        (codes.TOPIC_ANSWERED, "secretary"),
    ]


def test_an_answer_from_the_top_answers_every_step(topic, plenary, secretary, officer):
    summit = Committee.objects.create(name="Sommet", kind="plenary")
    plenary.parent = summit
    plenary.save()
    actions.escalate(topic=topic, reason="Un.", by=secretary)
    actions.escalate(topic=topic, reason="Deux.", by=officer)
    assert Topic.objects.get().escalated_to == summit

    actions.answer(topic=topic, answer="Oui.", by=officer)

    assert [step.answer for step in Escalation.objects.all()] == ["Oui.", "Oui."]


NO_PARENT = "No committee stands above Comité local de Kayes-Diboli."
SETTLED = "This topic is declined or merged: it cannot be escalated."
NOT_UP = "Only a topic that was escalated is answered."
# state: what comes of escalating, and of answering
LIFE = [
    (State.PROPOSED, State.ESCALATED, NOT_UP),
    (State.ACCEPTED, State.ESCALATED, NOT_UP),
    (State.DECLINED, SETTLED, NOT_UP),
    (State.MERGED, SETTLED, NOT_UP),
    (State.ESCALATED, "No committee stands above Plénière.", State.ANSWERED),
    (State.ANSWERED, State.ESCALATED, NOT_UP),
]


@pytest.mark.parametrize(("state", "escalated", "answered"), LIFE)
def test_each_state_takes_each_step_or_says_why_not(
    topic, plenary, officer, state, escalated, answered
):
    def outcome(act):
        into = topic if state == State.MERGED else None
        other = into and Topic.objects.exclude(pk=topic.pk).first()
        Topic.objects.filter(pk=topic.pk).update(
            state=state,
            reason="x",
            merged_into=other,
            escalated_to=plenary if state == State.ESCALATED else None,
        )
        Escalation.objects.all().delete()
        if state == State.ESCALATED:
            Escalation.objects.create(
                topic=topic,
                from_committee=topic.committee,
                to_committee=plenary,
                reason="x",
                escalated_by=officer,
                due_on=timezone.localdate(),
            )
        try:
            act()
        except Refused as refusal:
            return str(refusal)
        return Topic.objects.get(pk=topic.pk).state

    if state == State.MERGED:
        Topic.objects.create(
            reference="T-x", year=2026, number=99, title="A", proposer=topic.proposer
        )
    assert (
        outcome(lambda: actions.escalate(topic=topic, reason="x", by=officer)),
        outcome(lambda: actions.answer(topic=topic, answer="x", by=officer)),
    ) == (escalated, answered)


def test_what_stands_in_the_way_is_said(topic, local, plenary, officer):
    def refusal(**fields):
        Topic.objects.filter(pk=topic.pk).update(**fields)
        return actions.why_not_escalated(Topic.objects.get(pk=topic.pk))

    assert refusal() == ""
    Committee.objects.filter(pk=plenary.pk).update(is_active=False)
    assert refusal() == "Plénière is no longer active."
    Committee.objects.filter(pk=local.pk).update(parent=None)
    assert refusal() == NO_PARENT
    assert refusal(committee=None) == (
        "This topic stands before no committee: there is none above it."
    )


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_goes_up_or_down_without_words(topic, officer, text):
    with pytest.raises(Refused):
        actions.escalate(topic=topic, reason=text, by=officer)
    actions.escalate(topic=topic, reason="x", by=officer)
    with pytest.raises(Refused):
        actions.answer(topic=topic, answer=text, by=officer)


def test_a_secretary_hands_up_and_cannot_answer_for_the_committee_above(
    client, topic, secretary, officer, carrier
):
    path = f"/en/meetings/topics/{topic.reference}"
    client.force_login(secretary)
    client.post(f"{path}/escalate/", {"text": "Aucun crédit."})
    assert Topic.objects.get().state == State.ESCALATED
    assert client.post(f"{path}/answer/", {"text": "x"}).status_code == 403

    client.force_login(carrier)
    assert client.post(f"{path}/answer/", {"text": "x"}).status_code == 403
    client.force_login(officer)
    assert "Aucun crédit." in client.get(f"{path}/answer/").text
    client.post(f"{path}/answer/", {"text": "Réparé."})
    assert Topic.objects.get().state == State.ANSWERED


def test_a_secretary_of_the_committee_above_answers(client, topic, secretary, customs):
    above = person("above", "local secretary")
    mandate(above, customs, "Secrétaire de la plénière")
    actions.escalate(topic=topic, reason="x", by=secretary)
    client.force_login(above)

    client.post(f"/meetings/topics/{topic.reference}/answer/", {"text": "Oui."})

    assert Topic.objects.get().answer == "Oui."


def test_a_secretary_of_elsewhere_touches_nothing(client, topic, region):
    other = person("other", "local secretary")
    mandate(other, region.parent.units.create(kind="customs", acronym="DR X", name="X"))
    client.force_login(other)

    path = f"/meetings/topics/{topic.reference}/escalate/"
    assert client.post(path, {"text": "x"}).status_code == 404


def test_whoever_comes_too_late_is_told_and_keeps_what_was_typed(
    client, topic, secretary, officer
):
    actions.escalate(topic=topic, reason="x", by=secretary)
    actions.answer(topic=topic, answer="Oui.", by=officer)
    client.force_login(officer)

    page = client.post(
        f"/en/meetings/topics/{topic.reference}/answer/", {"text": "Mon texte"}
    )

    assert page.context["form"].non_field_errors() == [NOT_UP]
    assert "Mon texte" in page.text


def test_the_letters_read_whole(topic, secretary, officer, letters):
    actions.escalate(topic=topic, reason="Aucun crédit.", by=secretary)
    [(_kind, _email, letter)] = letters(codes.TOPIC_ESCALATED)

    assert letter.subject == (
        f"To answer: Scanner en panne ({topic.reference}), Comité local de Kayes-Diboli"
    ).replace(", Comité", ", from Comité")
    assert "Aucun crédit." in letter.text
    assert f"/en/meetings/topics/{topic.reference}/" in letter.text


def test_a_letter_about_what_was_answered_meanwhile_is_withdrawn(
    topic, secretary, officer, broker
):
    actions.escalate(topic=topic, reason="x", by=secretary)
    actions.answer(topic=topic, answer="Oui.", by=officer)

    states = dict(Notice.objects.values_list("kind", "state"))
    assert states[codes.TOPIC_ESCALATED] == "withdrawn"


def test_what_was_handed_up_waits_for_who_answers(topic, secretary, officer):
    actions.escalate(topic=topic, reason="x", by=secretary)

    assert "Answer the topic" in [thing.action for thing in waiting(officer)]
    assert "Answer the topic" not in [thing.action for thing in waiting(secretary)]
    assert Escalation.objects.get().due_on > timezone.localdate() + timedelta(days=9)


def test_the_whole_file_goes_up_with_the_topic(
    client, topic, secretary, customs, programme, officer
):
    above = person("above", "local secretary")
    mandate(above, customs, "Secrétaire de la plénière")
    ends_at = timezone.now() - timedelta(days=2)
    meeting = Meeting.objects.create(
        programme=programme,
        kind="local",
        committee=topic.committee,
        title="Réunion",
        starts_at=ends_at - timedelta(hours=2),
        ends_at=ends_at,
        state="held",
        level="parties",
    )
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, topic=topic, title="Scanner"
    )
    paper = Paper.objects.create(
        meeting=meeting,
        item=item,
        title="Relevé des pannes",
        file=ContentFile(b"%PDF-1.4", name="x"),
        name="releve.pdf",
        size=8,
        sha256="0" * 64,
        added_by=officer,
    )
    minutes = Minutes.objects.create(meeting=meeting, state="draft")
    recorded = MinutesItem.objects.create(
        minutes=minutes, agenda_item=item, position=1, title="Scanner"
    )
    Passage.objects.create(
        item=recorded, kind=Passage.Kind.FINDING, text="Trois pannes en un mois."
    )
    client.force_login(above)
    assert not Paper.objects.visible_to(above).exists()
    actions.escalate(topic=topic, reason="Aucun crédit.", by=secretary)

    page = client.get(f"/en/meetings/topics/{topic.reference}/answer/").text
    assert "Relevé des pannes" in page
    assert "Trois pannes" not in page
    assert list(Paper.objects.visible_to(above)) == [paper]

    Minutes.objects.update(
        state="approved",
        corrections_until=timezone.localdate(),
        approved_at=timezone.now(),
        text="x",
        sha256="0" * 64,
    )
    page = client.get(f"/en/meetings/topics/{topic.reference}/answer/").text
    assert "Trois pannes en un mois." in page
