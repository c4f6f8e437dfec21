"""What was proposed before is found by the words that both have."""

import pytest

from meetings.actions.topic import decline
from meetings.duplicates import similar_to


@pytest.fixture
def topics(proposed):
    titles = (
        "Délais de la visite à Diboli",
        "Paiement en ligne des droits et taxes",
        "Cautions bancaires des commissionnaires",
        "Parking du bureau de Bamako-fer",
    )
    return [proposed(title) for title in titles]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("délai des visites à diboli", [0]),
        ("Payer les droits en ligne", [1]),
        ("caution bancaire", [2]),
        ("Escortes de transit", []),
        ("", []),
        ("le la les", []),
    ],
)
def test_topics_with_the_same_words_are_found(typed, found, topics, broker):
    expected = [topics[number] for number in found]

    assert similar_to(typed, user=broker) == expected


def test_only_what_one_sees_and_what_is_open_is_suggested(
    topics, proposed, broker, carrier, officer, meeting
):
    title = "Cautions des commissionnaires"
    decline(topic=topics[2], reason="Non.", by=officer)
    hidden = proposed(title, meeting=meeting)

    assert similar_to(title, user=broker) == [hidden]
    assert similar_to(title, user=carrier) == []
    assert similar_to(title, user=broker, but=hidden) == []
