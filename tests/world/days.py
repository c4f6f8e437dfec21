"""A public day open to registration, with a session and somebody who has a place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import day_links
from meetings.actions import reception as actions
from meetings.models import Level, Meeting, Reception, Registration, Session


@pytest.fixture
def days(programme):
    starts_at = timezone.now() + timedelta(days=30)
    meeting = Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.CUSTOMS_DAY,
        title="Journée internationale de la Douane",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        level=Level.PUBLIC,
    )
    reception = Reception.objects.create(
        meeting=meeting,
        places=100,
        places_each=5,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=starts_at - timedelta(days=3),
    )
    session = Session.objects.create(
        reception=reception, title="Ouverture", starts="09:00", ends="10:00"
    )
    registration = actions.ask(
        registration=Registration(
            reception=reception, name="Ada", email="ada@example.org"
        ),
        sessions=(),
    )
    actions.confirm(registration=registration)
    return {
        "DAY": meeting.pk,
        "SESSION": session.pk,
        "REGISTRATION": registration.pk,
        "DAY_TOKEN": day_links.token(registration),
    }
