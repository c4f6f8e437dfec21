"""An edit never undoes a step that came between reading and saving."""

import pytest
from django.utils import timezone

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions.meeting import convene
from meetings.forms.meeting import MeetingForm
from meetings.models import Meeting


def typed(meeting, brokers):
    day = timezone.localtime(meeting.starts_at).date()
    return {
        "programme": meeting.programme_id,
        "kind": meeting.kind,
        "title": "Un autre objet",
        "day": day.isoformat(),
        "starts": "09:00",
        "ends": "11:00",
        "room": meeting.room_id,
        "organisations": [brokers.pk],
        "language": "fr",
        "level": "parties",
    }


def test_a_meeting_convened_meanwhile_stays_convened(in_its_year, brokers, officer):
    meeting = in_its_year
    form = MeetingForm(
        typed(meeting, brokers),
        instance=Meeting.objects.get(pk=meeting.pk),
        user=officer,
        year=meeting.programme.year,
    )
    assert form.is_valid()
    convene(meeting=meeting, by=officer)
    with pytest.raises(Refused) as refusal:
        form.save(by=officer)
    assert str(refusal.value) == (
        "Le portail a changé entre-temps\u00a0: rien n’est enregistré. Recommencez."
    )
    stored = Meeting.objects.get(pk=meeting.pk)
    assert (stored.state, stored.title) == ("convened", meeting.title)
    assert not Entry.objects.filter(verb="meeting.changed").exists()
