"""Who sees a proposed topic: its parties, and whoever its level names."""

import pytest

from meetings.models import Level, Topic, TopicFollower

PARTNERS = ["broker", "carrier", "officer", "signatory", "secretary"]
EVERYBODY = ["stranger", *PARTNERS, "auditor"]


@pytest.fixture
def topic(carriers):
    """Proposed by the carriers, for the year, shown to its parties."""
    topic = Topic.objects.create(
        reference="T-2026-001", year=2026, number=1, title="Escortes", proposer=carriers
    )
    TopicFollower.objects.create(topic=topic, organisation=carriers)
    return topic


def readers(cast):
    return [n for n in EVERYBODY if Topic.objects.visible_to(cast[n]).exists()]


NATIONAL = ["officer", "signatory", "auditor"]


def test_a_topic_of_the_year_is_its_followers_and_the_officers(topic, cast, brokers):
    assert readers(cast) == ["carrier", *NATIONAL]

    TopicFollower.objects.create(topic=topic, organisation=brokers)
    assert readers(cast) == ["broker", "carrier", *NATIONAL]


def test_its_level_opens_it_to_partners_and_to_the_public(topic, cast):
    topic.level = Level.PARTNERS
    topic.save()
    assert readers(cast) == [*PARTNERS, "auditor"]

    topic.level = Level.PUBLIC
    topic.save()
    assert readers(cast) == EVERYBODY


def test_the_guests_of_its_meeting_see_it(topic, cast, meeting):
    topic.meeting = meeting
    topic.save()

    assert readers(cast) == ["broker", "carrier", *NATIONAL]


def test_the_members_and_the_secretary_of_its_committee_see_it(
    topic, cast, committee, brokers
):
    committee.members.add(brokers)
    topic.committee = committee
    topic.save()

    assert set(readers(cast)) == {"broker", "carrier", "secretary", *NATIONAL}


def test_the_committee_above_sees_what_was_escalated_to_it(
    topic, cast, committee, brokers
):
    committee.members.add(brokers)
    topic.escalated_to = committee
    topic.save()

    assert "broker" in readers(cast)


def test_a_hidden_name_is_known_to_its_owner_and_the_directorate(topic, cast):
    topic.is_masked = True

    told = [name for name in EVERYBODY if topic.who(cast[name])]
    assert told == ["carrier", *NATIONAL]


def test_secretaries_decide_on_the_topics_of_their_committees(topic, cast, committee):
    def deciders():
        return [n for n in EVERYBODY if Topic.objects.manageable_by(cast[n]).exists()]

    assert deciders() == ["officer"]
    topic.committee = committee
    topic.save()
    assert deciders() == ["officer", "secretary"]
