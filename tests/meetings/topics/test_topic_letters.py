"""Whoever follows a topic reads what becomes of it, and nothing that is untrue."""

import pytest
from django.utils.translation import override

from meetings.actions import following
from meetings.actions import topic as actions
from meetings.letters import codes
from notices.models import Notice


@pytest.fixture
def followed(proposed, carriers, carrier):
    topic = proposed()
    following.follow(topic=topic, organisation=carriers, by=carrier)
    return topic


def told(letters, kind):
    with override("en"):
        return [(mail, letter.subject) for _kind, mail, letter in letters(kind)]


def test_each_follower_hears_that_a_topic_is_accepted(followed, officer, letters):
    actions.accept(topic=followed, by=officer)

    subject = f"Topic accepted: {followed.title} ({followed.reference})"
    assert told(letters, codes.TOPIC_ACCEPTED) == [
        ("broker@example.org", subject),
        ("carrier@example.org", subject),
    ]


def test_an_acceptance_that_was_taken_back_is_not_told(followed, officer, letters):
    actions.accept(topic=followed, by=officer)
    actions.decline(topic=followed, reason="Hors du champ.", by=officer)

    assert told(letters, codes.TOPIC_ACCEPTED) == []
    with override("en"):
        found = letters(codes.TOPIC_DECLINED)
    assert len(found) == 2
    assert "Hors du champ." in found[0][2].text


def test_a_merger_leads_to_the_one_reference(followed, proposed, officer, letters):
    into = proposed("Attente à la visite")
    following.merge(topic=followed, into=into, by=officer)

    with override("en"):
        found = letters(codes.TOPIC_MERGED)
    assert [mail for _kind, mail, _letter in found] == [
        "broker@example.org",
        "carrier@example.org",
    ]
    assert f"one reference stands for both: {into.reference}." in found[0][2].text
    assert f"/meetings/topics/{into.reference}/" in found[0][2].text


def test_who_leaves_a_topic_hears_no_more(
    followed, carriers, carrier, officer, letters
):
    actions.accept(topic=followed, by=officer)
    following.unfollow(topic=followed, organisation=carriers, by=carrier)

    assert [mail for mail, _s in told(letters, codes.TOPIC_ACCEPTED)] == [
        "broker@example.org"
    ]


def test_an_organisation_without_focal_point_is_written_to_itself(
    followed, carriers, officer, letters
):
    carriers.mandates.update(is_focal_point=False)
    carriers.email = "contact@cmtr.example.org"
    carriers.save()
    actions.accept(topic=followed, by=officer)

    assert [mail for mail, _s in told(letters, codes.TOPIC_ACCEPTED)] == [
        "broker@example.org",
        "contact@cmtr.example.org",
    ]


def test_who_did_it_is_not_told(followed, broker, officer):
    actions.accept(topic=followed, by=broker)

    rows = Notice.objects.filter(kind=codes.TOPIC_ACCEPTED)
    assert [row.email for row in rows] == ["carrier@example.org"]
