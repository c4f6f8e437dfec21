"""What home and the dashboard tell of the texts."""

from datetime import timedelta

import pytest
from django.utils import translation

from instructions import actions
from portal.waiting import waiting
from tests.instructions.conftest import published, today, write  # noqa: F401

ASKING = "Read it and comment"


@pytest.fixture
def consultation(write, today, text_editor):  # noqa: F811
    return actions.open_consultation(
        version=write(waiver="", waiver_reason=""),
        about="Un délai.",
        decides="Le Directeur général",
        next_steps="Réponses, puis signature.",
        closes_on=today + timedelta(days=40),
        by=text_editor,
    )


def actions_of(user):
    with translation.override("en"):
        return [thing.action for thing in waiting(user)]


def test_home_shows_a_text_once_it_is_published(client, published, write):  # noqa: F811
    write(number="013")
    assert list(client.get("/").context["texts"]) == []

    version = published()
    assert list(client.get("/").context["texts"]) == [version]
    assert version.instruction.title in client.get("/en/").text


def test_partners_are_asked_to_comment_until_they_did(consultation, broker, officer):
    assert actions_of(broker) == [ASKING]
    assert ASKING not in actions_of(officer)

    actions.comment(
        consultation=consultation,
        organisation=broker.organisations()[0],
        text="Bien.",
        by=broker,
    )
    assert actions_of(broker) == []
