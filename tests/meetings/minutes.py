"""A meeting that was held, and its minutes at every stage."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions.minutes import attending, circulating, keeping, writing
from meetings.actions.minutes.approving import approve
from meetings.models import Delegate, Meeting, Minutes, Passage


@pytest.fixture
def held(meeting, convened):
    """The brokers' bilateral, held yesterday."""
    starts_at = timezone.now() - timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.HELD,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def draft(held, officer, broker, brokers, customs):
    """Two items, one position, one promise; the broker was there."""
    attending.mark(
        meeting=held,
        who={"delegate": Delegate.objects.get()},
        is_present=True,
        by=officer,
    )
    minutes = keeping.begin(meeting=held, by=officer)
    item = writing.add_item(minutes=minutes, title="Cautions", by=officer)
    say(item, Passage.Kind.FINDING, "Les cautions expirent sans préavis.", officer)
    say(item, Passage.Kind.POSITION, "Un préavis de 30 jours.", officer, brokers)
    say(item, Passage.Kind.DECISION, "Un préavis est donné.", officer)
    writing.write_promise(
        item=item,
        values={
            "what": "Envoyer un préavis 30 jours avant l’échéance",
            "owner": customs,
            "owner_function": "Chef du bureau des cautions",
            "counterparts": [brokers],
            "factor": 3,
            "due_on": timezone.localdate() + timedelta(days=60),
            "expected_evidence": "Copie des préavis",
        },
        by=officer,
    )
    return Minutes.objects.get()


def say(item, kind, text, by, organisation=None):
    passage = item.passages.get(kind=kind, organisation=organisation)
    return writing.write(passage=passage, text=text, version=passage.version, by=by)


def passage_of(minutes, kind=Passage.Kind.DECISION, position=2):
    return Passage.objects.get(
        item__minutes=minutes, item__position=position, kind=kind
    )


@pytest.fixture
def circulated(draft, officer):
    return circulating.circulate(minutes=draft, level="parties", by=officer)


@pytest.fixture
def approved(circulated, officer, broker, customs, brokers):
    approve(minutes=circulated, organisation=brokers, by=broker)
    approve(minutes=circulated, organisation=customs, by=officer)
    return Minutes.objects.get()
