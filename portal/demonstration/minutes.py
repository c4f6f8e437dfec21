"""Past meetings have their minutes: in every state, with dates of their own time."""

import hashlib
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from audit.trail import record
from commitments.models import Commitment
from meetings import deadlines, parties
from meetings.actions.minutes import approving, circulating, correcting, keeping
from meetings.actions.minutes.writing import write_promise
from meetings.minutes_text import canonical
from meetings.models import (
    Approval,
    Attendance,
    Correction,
    Delegate,
    Meeting,
    Minutes,
    Passage,
    Promise,
)
from meetings.models.invitation import Answer
from portal.demonstration import people
from portal.demonstration.discussions import (
    DISCUSSIONS,
    FOLLOW_UP,
    RESERVATION,
)
from workdays.arithmetic import next_workday

State, How = Minutes.State, Approval.How
CAME = (Answer.ACCEPTED, Answer.REPRESENTED, Answer.TENTATIVE)
WRITTEN_AFTER = timedelta(days=3)
APPROVED_AFTER = timedelta(days=6)
PUBLISHED_AFTER = timedelta(days=1)
LATE = timedelta(days=20)
WITH_PROMISES = 12  # of the meetings before, the promises are closed and filed
UNFINISHED = ("written", "disputed", "half approved", "approved")


def load(today):
    """The newest meetings are still being written, the others are published."""
    officer = User.objects.get(email=people.OFFICER)
    past = list(
        Meeting.objects.filter(
            programme__year=today.year,
            state__in=[Meeting.State.HELD, Meeting.State.CLOSED],
        )
        .select_related("programme__directorate", "committee__unit", "lead", "officer")
        .order_by("-starts_at")
    )
    stages = list(UNFINISHED)
    for rank, meeting in enumerate(past):
        if not mark_who_came(meeting, officer):
            continue
        stage = stages.pop(0) if stages else "published"
        minutes = write(meeting, rank, officer, with_promise=rank < WITH_PROMISES)
        STAGES[stage](minutes, rank, officer)


def mark_who_came(meeting, officer):
    """Whoever had said yes or perhaps was there; and the officer of Customs."""
    delegates = Delegate.objects.filter(invitation__meeting=meeting).select_related(
        "invitation__organisation"
    )
    rows = [
        Attendance(
            meeting=meeting,
            delegate=delegate,
            name=delegate.name,
            function=delegate.function,
            organisation=delegate.invitation.organisation,
            is_present=delegate.answer in CAME,
            recorded_at=meeting.ends_at,
            recorded_by=officer,
        )
        for delegate in delegates
    ]
    if not any(row.is_present for row in rows):
        return False
    rows.append(
        Attendance(
            meeting=meeting,
            user=meeting.officer or officer,
            name=(meeting.officer or officer).name,
            function=(meeting.officer or officer).name,
            organisation=meeting.lead,
            recorded_at=meeting.ends_at,
            recorded_by=officer,
        )
    )
    Attendance.objects.bulk_create(rows)
    return True


def write(meeting, rank, officer, with_promise, said=DISCUSSIONS):
    """A draft out of the agenda, or of the follow-up and one discussion."""
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    present = meeting.attendances.present().count()
    minutes = Minutes.objects.create(
        meeting=meeting,
        level=meeting.level,
        women=(present + rank % 3) // 3,
        started_at=meeting.ends_at,
    )
    record("minutes.started", minutes, by=officer)
    keeping.lay_out(minutes)
    discussion = said[rank % len(said)]
    items = list(minutes.items.all())
    if len(items) == 1:
        items.append(keeping.add_to(minutes, discussion.title))
    say(items[0], Passage.Kind.FINDING, FOLLOW_UP, officer)
    for turn, item in enumerate(items[1:]):
        discuss(item, said[(rank + turn) % len(said)], minutes, officer)
    if with_promise:
        promise_in(items[1], discussion, minutes, officer)
    return minutes


def say(item, kind, text, officer, organisation=None):
    item.passages.filter(kind=kind, organisation=organisation).update(
        text=text,
        version=1,
        written_by=officer,
        written_at=item.minutes.meeting.ends_at,
    )


def discuss(item, said, minutes, officer):
    guest = parties.of(minutes)[1]
    say(item, Passage.Kind.FINDING, said.finding, officer)
    say(item, Passage.Kind.POSITION, said.guests, officer, guest)
    say(item, Passage.Kind.POSITION, said.customs, officer, minutes.customs())
    say(item, Passage.Kind.DECISION, said.decision, officer)


def promise_in(item, said, minutes, officer):
    customs, *guests = parties.of(minutes)
    held_on = timezone.localdate(minutes.meeting.ends_at)
    write_promise(
        item=item,
        values={
            "what": said.promise,
            "owner": guests[0] if said.by_guest else customs,
            "owner_function": said.function,
            "counterparts": [customs] if said.by_guest else guests,
            "factor": said.factor,
            "due_on": held_on + timedelta(days=said.days),
            "expected_evidence": said.evidence,
        },
        by=officer,
    )


def written(minutes, rank, officer):
    """The draft of the newest meeting waits for its officer."""


def circulate(minutes, officer, days_ago=1):
    """To the parties, some days ago; their letters are those of today."""
    minutes = circulating.circulate(minutes=minutes, level=minutes.level, by=officer)
    at = timezone.now() - timedelta(days=days_ago)
    Minutes.objects.filter(pk=minutes.pk).update(
        circulated_at=at, corrections_until=deadlines.corrections_until(at)
    )
    return Minutes.objects.get(pk=minutes.pk)


def speaker(organisation):
    """The focal point of an organisation."""
    return User.objects.filter(
        mandates__organisation=organisation, mandates__is_focal_point=True
    ).first()


def disputed(minutes, rank, officer):
    """One correction taken, one refused, one still to be answered."""
    minutes = circulate(minutes, officer)
    guest = parties.of(minutes)[1]
    item = minutes.items.order_by("position")[1]
    finding, decision = (
        item.passages.get(kind=kind)
        for kind in (Passage.Kind.FINDING, Passage.Kind.DECISION)
    )
    wishes = (
        (
            finding,
            f"{finding.text} Le mardi est touché aussi.",
            "Relevé de nos membres",
        ),
        (decision, f"{decision.text} Sous quinze jours.", "Délai annoncé en séance"),
        (decision, f"{decision.text} Un bilan est fait dans trois mois.", ""),
    )
    taken, refused, _waiting = (
        correcting.propose(
            minutes=minutes,
            organisation=guest,
            wording=wording,
            why=why,
            passage=passage,
            by=speaker(guest),
        )
        for passage, wording, why in wishes
    )
    correcting.decide(
        correction=taken,
        verdict=Correction.State.TAKEN,
        version=finding.version,
        by=officer,
    )
    correcting.decide(
        correction=refused,
        verdict=Correction.State.REFUSED,
        reason="Aucun délai n’a été arrêté en séance.",
        by=officer,
    )


def half_approved(minutes, rank, officer):
    minutes = circulate(minutes, officer, days_ago=3)
    customs, *_guests = parties.of(minutes)
    approving.approve(minutes=minutes, organisation=customs, by=officer)


def approved(minutes, rank, officer):
    """Sealed with a reservation, and not published yet."""
    seal(minutes, officer, reservation=RESERVATION)


def make_real(promise, minutes, officer):
    """The promise of a meeting of this year, made on the day of the approval."""
    approving.make_real(promise, minutes, officer)
    Commitment.objects.filter(pk=promise.commitment_id).update(
        promised_on=timezone.localdate(minutes.approved_at)
    )


def published(minutes, rank, officer, make_real=make_real):
    """Sealed in their own time; every ninth came late, one party was silent."""
    committee = minutes.meeting.committee
    by_silence = bool(committee and committee.silence_is_approval)
    reservation = RESERVATION if rank % 7 == 5 else ""
    late = LATE if rank % 9 == 8 else timedelta()
    minutes = seal(minutes, officer, reservation, by_silence, late, make_real)
    Minutes.objects.filter(pk=minutes.pk).update(
        state=State.PUBLISHED,
        published_at=on_workday(minutes.approved_at + PUBLISHED_AFTER),
    )
    record("minutes.published", minutes, by=officer)
    closes = timezone.now() - minutes.meeting.ends_at > timedelta(days=14)
    if closes:
        Meeting.objects.filter(pk=minutes.meeting_id).update(state=Meeting.State.CLOSED)


def seal(
    minutes, officer, reservation="", by_silence=False, late=timedelta(), real=make_real
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


STAGES = {
    "written": written,
    "disputed": disputed,
    "half approved": half_approved,
    "approved": approved,
    "published": published,
}
