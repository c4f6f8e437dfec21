"""Three programmes, a meeting to which brokers are invited, and one open to all."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from meetings import links
from meetings.actions import meeting as of_meetings
from meetings.models import CalendarKey, Invitation, Level, Meeting, Paper, Programme
from meetings.models.importing import ImportDraft


def local_meeting(programme, committee, region):
    """A public meeting of the secretary's committee, still planned."""
    starts_at = timezone.now() + timedelta(days=40)
    return Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.LOCAL,
        committee=committee,
        title="Réunion ordinaire n° 1",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        lead=region,
        level=Level.PUBLIC,
    )


def paper_of(meeting, officer):
    return Paper.objects.create(
        meeting=meeting,
        title="Ordre du jour",
        file=ContentFile(b"%PDF-1.4", name="x"),
        name="ordre-du-jour.pdf",
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        added_by=officer,
    )


@pytest.fixture
def programmes(cast, meeting, customs):
    """The meeting's year is published, the next is a draft, the third asks opinions."""
    draft = Programme.objects.create(
        year=meeting.programme.year + 1, directorate=customs
    )
    opened = Programme.objects.create(
        year=draft.year + 1, directorate=customs, state=Programme.State.OPEN
    )
    upload = ImportDraft.objects.create(
        programme=draft, user=cast["officer"], file_name="programme.csv", lines=[]
    )
    return {
        "YEAR": meeting.programme.year,
        "NEXT": draft.year,
        "AFTER": opened.year,
        "PROGRAMME": meeting.programme.pk,
        "DRAFT": draft.pk,
        "OPENED": opened.pk,
        "IMPORT": upload.key,
    }


@pytest.fixture
def convened(cast, meeting, committee, region, media):
    """A meeting of parties only, convened, and a public one still planned."""
    Meeting.objects.filter(pk=meeting.pk).update(lead=None)
    meeting.refresh_from_db()
    meeting = of_meetings.convene(meeting=meeting, by=cast["officer"])
    invitation = Invitation.objects.get(meeting=meeting)
    delegate = invitation.delegates.get()
    return {
        "MEETING": meeting.pk,
        "LOCAL": local_meeting(meeting.programme, committee, region).pk,
        "INVITATION": invitation.pk,
        "DELEGATE": delegate.pk,
        "TOKEN": links.token(delegate, meeting),
        "PAPER": paper_of(meeting, cast["officer"]).pk,
        "CALENDAR": CalendarKey.objects.create(
            organisation=invitation.organisation
        ).key,
    }
