"""Three meetings held with the brokers: minutes in draft, circulated, published."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from meetings.actions.minutes import (
    attending,
    circulating,
    correcting,
    keeping,
    publishing,
    writing,
)
from meetings.actions.minutes.approving import approve
from meetings.models import ApprovalProof, Delegate, Invitation, Level, Meeting, Passage


def held_with(organisation, programme, customs, officer, level=Level.PARTIES):
    """A bilateral of yesterday to which one delegate came."""
    starts_at = timezone.now() - timedelta(days=1)
    meeting = Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.BILATERAL,
        title=f"Réunion tenue {Meeting.objects.count()}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        lead=customs,
        officer=officer,
        level=level,
        state=Meeting.State.HELD,
    )
    invitation = Invitation.objects.create(meeting=meeting, organisation=organisation)
    delegate = Delegate.objects.create(
        invitation=invitation, name="Point focal", email="x@example.org"
    )
    attending.mark(
        meeting=meeting, who={"delegate": delegate}, is_present=True, by=officer
    )
    return meeting


def written(meeting, officer):
    """The minutes of a meeting with one finding."""
    minutes = keeping.begin(meeting=meeting, by=officer)
    passage = Passage.objects.get(
        item__minutes=minutes, item__position=1, kind=Passage.Kind.FINDING
    )
    writing.write(passage=passage, text="Rien à signaler.", version=0, by=officer)
    return minutes, passage


@pytest.fixture
def minutes_of_the_world(cast, programme, customs, brokers, media):
    officer, broker = cast["officer"], cast["broker"]
    drafted, asked, sealed = (
        written(held_with(brokers, programme, customs, officer), officer)
        for _turn in range(3)
    )
    for minutes, _passage in (asked, sealed):
        circulating.circulate(minutes=minutes, level="parties", by=officer)
    correction = correcting.propose(
        minutes=asked[0],
        organisation=brokers,
        wording="Autre chose.",
        why="",
        passage=asked[1],
        by=broker,
    )
    approve(minutes=sealed[0], organisation=brokers, by=broker)
    approve(minutes=sealed[0], organisation=customs, by=officer)
    publishing.publish(minutes=sealed[0], by=officer)
    item = drafted[0].items.get()
    proof = ApprovalProof.objects.create(
        approval=asked[0].approvals.get(organisation=brokers),
        file=ContentFile(b"%PDF-1.4", name="x"),
        name="lettre.pdf",
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        added_by=officer,
    )
    promise = writing.write_promise(
        item=item,
        values={
            "what": "Publier",
            "owner": customs,
            "counterparts": [brokers],
            "factor": 3,
            "due_on": timezone.localdate(),
        },
        by=officer,
    )
    return {
        "DRAFTED": drafted[0].meeting_id,
        "ASKED_MINUTES": asked[0].meeting_id,
        "SEALED": sealed[0].meeting_id,
        "DRAFT_PASSAGE": drafted[1].pk,
        "ASKED_PASSAGE": asked[1].pk,
        "CORRECTION": correction.pk,
        "MINUTES_ITEM": item.pk,
        "MINUTES_PROMISE": promise.pk,
        "APPROVAL_PROOF": proof.pk,
    }
