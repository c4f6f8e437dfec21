"""A topic for the meeting of the brokers, on its published agenda."""

import pytest

from meetings.actions import agenda
from meetings.actions.calls import announce
from meetings.actions.publishing import publish
from meetings.actions.topic import propose
from meetings.models import AgendaItem, Meeting, Topic, TopicCall


@pytest.fixture
def topics(cast, convened, brokers):
    meeting = Meeting.objects.get(pk=convened["MEETING"])
    call = announce(call=TopicCall(meeting=meeting), by=cast["officer"])
    topic = Topic(title="Délais de la visite", proposer=brokers, meeting=meeting)
    propose(topic=topic, by=cast["broker"])
    item = AgendaItem(meeting=meeting, title="Visites", presenter_organisation=brokers)
    agenda.add_item(item=item, by=cast["officer"])
    publish(meeting=meeting, by=cast["officer"])
    return {"TOPIC": topic.reference, "ITEM": item.pk, "CALL": call.pk}
