"""Past meetings have their minutes: in every state, with dates of their own time."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from audit.trail import record
from meetings import deadlines, parties
from meetings.actions.minutes import approving, circulating, correcting, keeping
from meetings.actions.minutes.writing import write_promise
from meetings.models import (
    Approval,
    Attendance,
    Correction,
    Delegate,
    Meeting,
    Minutes,
    Passage,
)
from meetings.models.invitation import Answer
from portal.demonstration import people
from portal.demonstration.discussions import (
    DISCUSSIONS,
    FOLLOW_UP,
    RESERVATION,
)
from portal.demonstration.sealing import published, seal, speaker

State, How = Minutes.State, Approval.How
CAME = (Answer.ACCEPTED, Answer.REPRESENTED, Answer.TENTATIVE)
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


STAGES = {
    "written": written,
    "disputed": disputed,
    "half approved": half_approved,
    "approved": approved,
    "published": published,
}
