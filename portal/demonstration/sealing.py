"""Approved minutes of the past: sealed, published, with dates of their own time."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from commitments.models import Commitment
from meetings import deadlines, parties
from meetings.actions.minutes import approving
from meetings.minutes_text import canonical
from meetings.models import Approval, ApprovalProof, Meeting, Minutes, Promise
from portal.demonstration.discussions import RESERVATION
from workdays.arithmetic import next_workday

State, How = Minutes.State, Approval.How
WRITTEN_AFTER = timedelta(days=3)
APPROVED_AFTER = timedelta(days=6)
PUBLISHED_AFTER = timedelta(days=1)
LATE = timedelta(days=20)


def speaker(organisation):
    """The focal point of an organisation."""
    return User.objects.filter(
        mandates__organisation=organisation, mandates__is_focal_point=True
    ).first()


def make_real(promise, minutes, officer):
    """The promise of a meeting of this year, made on the day of the approval."""
    approving.make_real(promise, minutes, officer)
    Commitment.objects.filter(pk=promise.commitment_id).update(
        promised_on=timezone.localdate(minutes.approved_at)
    )


def published(minutes, rank, officer, make_real=make_real, on_paper=False):
    """Sealed in their own time; every ninth came late, one party was silent."""
    committee = minutes.meeting.committee
    by_silence = bool(committee and committee.silence_is_approval)
    reservation = RESERVATION if rank % 7 == 5 else ""
    late = LATE if rank % 9 == 8 else timedelta()
    minutes = seal(minutes, officer, reservation, by_silence, late, make_real, on_paper)
    Minutes.objects.filter(pk=minutes.pk).update(
        state=State.PUBLISHED,
        published_at=on_workday(minutes.approved_at + PUBLISHED_AFTER),
    )
    record("minutes.published", minutes, by=officer)
    closes = timezone.now() - minutes.meeting.ends_at > timedelta(days=14)
    if closes:
        Meeting.objects.filter(pk=minutes.meeting_id).update(state=Meeting.State.CLOSED)


def seal(
    minutes,
    officer,
    reservation="",
    by_silence=False,
    late=timedelta(),
    real=make_real,
    on_paper=False,
):
    """What the actions do, on the days when it would have been done."""
    circulated_at = on_workday(minutes.meeting.ends_at + WRITTEN_AFTER)
    approved_at = min(on_workday(circulated_at + APPROVED_AFTER + late), timezone.now())
    minutes.circulated_at = circulated_at
    minutes.corrections_until = deadlines.corrections_until(circulated_at)
    minutes.approved_at = approved_at
    minutes.silence_counts, minutes.state = by_silence, State.CIRCULATED
    minutes.save()
    approve_all(minutes, officer, approved_at, reservation, by_silence)
    if on_paper:
        approve_on_paper(minutes, officer)
    for promise in Promise.objects.filter(item__minutes=minutes):
        real(promise, minutes, officer)
    minutes.text = canonical(minutes)
    minutes.sha256 = hashlib.sha256(minutes.text.encode()).hexdigest()
    minutes.state, minutes.approved_at = State.APPROVED, approved_at
    minutes.save()
    record("minutes.approved", minutes, by=officer)
    return minutes


def on_workday(moment):
    """The same hour of the first working day from a moment on."""
    day = timezone.localdate(moment)
    return moment + (next_workday(day) - day)


def approve_all(minutes, officer, at, reservation, by_silence):
    """Customs and the first guest in words, the last one by silence or with words."""
    asked = parties.of(minutes)
    for place, party in enumerate(asked):
        is_last = place == len(asked) - 1
        is_silent = is_last and by_silence
        who = speaker(party) or officer
        Approval.objects.create(
            minutes=minutes,
            organisation=party,
            how=How.SILENCE if is_silent else How.GIVEN,
            at=at,
            by=None if is_silent else who,
            function="" if is_silent else parties.function_of(who, party),
            reservation=reservation if is_last and not is_silent else "",
        )


def approve_on_paper(minutes, officer):
    """The last party had no account in those days: its letter was recorded."""
    approval = minutes.approvals.exclude(organisation__kind=parties.CUSTOMS).last()
    letter = f"{approval.organisation.full_name} approuve le compte rendu (fictif).\r\n"
    data = letter.encode("utf-8-sig")
    ApprovalProof.objects.create(
        approval=approval,
        file=ContentFile(data, name="lettre.txt"),
        name="lettre.txt",
        content_type="text/plain",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=approval.at,
        added_by=officer,
    )
    approval.how, approval.by = How.RECORDED, officer
    approval.function = "Président"
    approval.save()
