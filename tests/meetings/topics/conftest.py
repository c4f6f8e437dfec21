import pytest

from meetings.actions.topic import propose
from meetings.models import AgendaItem, Topic


@pytest.fixture
def proposed(brokers, broker):
    """A function that proposes a topic, for the year unless said otherwise."""

    def make(title="Délais de la visite", proposer=brokers, by=broker, **values):
        return propose(topic=Topic(title=title, proposer=proposer, **values), by=by)

    return make


@pytest.fixture
def item(meeting):
    """A function that gives an unsaved item of the meeting's agenda."""

    def make(title="Divers", minutes=15, **values):
        return AgendaItem(meeting=meeting, title=title, minutes=minutes, **values)

    return make


@pytest.fixture
def year(programme):
    """What a topic is for, where it is for nobody in particular."""
    return f"year-{programme.year}"
