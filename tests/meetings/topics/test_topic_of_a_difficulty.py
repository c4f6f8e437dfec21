"""A topic made of a difficulty: who hid its name in the report stays hidden."""

import pytest

from instructions.models import Difficulty
from meetings.actions.following import merge
from meetings.models import Topic
from tests.instructions.conftest import published, today, write  # noqa: F401
from tests.meetings.topics.test_topic_pages import PROPOSE, form, sentences


@pytest.fixture
def difficulty(published, brokers, broker, office, today):  # noqa: F811
    return Difficulty.objects.create(
        version=published(),
        office=office,
        organisation=brokers,
        is_masked=True,
        text="La liste n’est pas appliquée.",
        reported_by=broker,
        due_on=today,
    )


def test_a_difficulty_is_taken_as_a_topic_without_telling_its_author(
    client, difficulty, secretary, brokers, committee
):
    client.force_login(secretary)
    address = f"{PROPOSE}?difficulty={difficulty.pk}"
    page = client.get(address)
    values = page.context["form"].initial
    assert values["target"] == f"committee-{committee.pk}"
    assert (values["text"], values["is_masked"]) == (difficulty.text, True)
    assert "FETRAM" not in page.text

    sent = form("Liste", values["target"], difficulty=difficulty.pk)
    response = client.post(PROPOSE, sent, follow=True)
    topic = Topic.objects.get()
    assert (topic.difficulty, topic.proposer) == (difficulty, brokers)
    assert (topic.is_masked, topic.followers.get().is_masked) == (True, True)
    assert "FETRAM" not in response.text
    assert difficulty.reference in response.text


def test_who_reported_a_difficulty_may_show_its_name_in_the_topic(
    client, difficulty, broker, year
):
    client.force_login(broker)
    page = client.get(f"{PROPOSE}?difficulty={difficulty.pk}")
    assert page.context["form"].initial["is_masked"]
    client.post(PROPOSE, form("Liste", year, difficulty=difficulty.pk))

    assert not Topic.objects.get().is_masked


def test_who_may_not_see_the_topic_that_it_wrote_down_comes_back_to_the_list(
    client, difficulty, secretary, year
):
    client.force_login(secretary)
    sent = form("Liste", year, difficulty=difficulty.pk)
    response = client.post(PROPOSE, sent, follow=True)

    assert response.redirect_chain == [("/en/meetings/topics/", 302)]
    assert Topic.objects.get().reference in sentences(response)[0]


def joined(client, other, **values):
    response = client.post(PROPOSE, form(join=other.reference, **values), follow=True)
    return sentences(response)


def test_nobody_joins_a_topic_for_an_organisation_that_hides(
    client, difficulty, secretary, committee, proposed, carriers, carrier
):
    other = proposed(committee=committee, proposer=carriers, by=carrier)
    hidden = proposed("Visites", committee=committee, is_masked=True)
    target = f"committee-{committee.pk}"
    client.force_login(secretary)
    said = [
        joined(client, other, target=target, difficulty=difficulty.pk),
        *(
            joined(client, hidden, target=target, proposer=organisation.pk)
            for organisation in (carriers, difficulty.organisation)
        ),
    ]

    sentence = "A name is hidden here: the organisation joins by itself."
    assert said == [[sentence]] * 3
    assert [topic.followers.count() for topic in (other, hidden)] == [1, 1]


@pytest.mark.parametrize("is_theirs", [True, False])
def test_a_merge_does_not_tell_which_of_the_names_had_hidden(
    client, is_theirs, secretary, committee, proposed, brokers, carriers, carrier
):
    named = proposed(committee=committee)
    who = {} if is_theirs else {"proposer": carriers, "by": carrier}
    hidden = proposed("Visites", committee=committee, is_masked=True, **who)
    merge(topic=hidden, into=named, by=secretary)
    client.force_login(secretary)
    page = client.get(f"/en/meetings/topics/{named.reference}/")

    assert page.context["followers"] == {"named": [brokers], "hidden": 1}


@pytest.mark.parametrize(
    ("who", "status"), [("carrier", 404), ("officer", 404), ("broker", 200)]
)
def test_only_who_reported_or_answers_a_difficulty_takes_it(
    who, status, client, difficulty, cast
):
    client.force_login(cast[who])

    assert client.get(f"{PROPOSE}?difficulty={difficulty.pk}").status_code == status
    assert client.get(f"{PROPOSE}?difficulty=x").status_code == 403
