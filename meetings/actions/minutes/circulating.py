"""The draft goes to the parties, with a deadline that follows the holidays."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from meetings import deadlines, parties
from meetings.actions.minutes.keeping import State, locked, settle
from meetings.letters import minutes_codes as codes
from meetings.models import Approval, Attendance, Level, Meeting, Minutes, Passage
from notices import outbox


@transaction.atomic
def circulate(*, minutes, level, by):
    """Ask every party that was there for corrections and for its approval."""
    minutes = locked(minutes, State.DRAFT)
    if sentence := why_not_circulated(minutes):
        raise Refused(sentence)
    if level not in Level.values:
        raise Refused(_("Say to whom the minutes will be shown."))
    committee, now = minutes.meeting.committee, timezone.now()
    Approval.objects.bulk_create(
        Approval(minutes=minutes, organisation=party) for party in parties.of(minutes)
    )
    settle(
        minutes,
        "minutes.circulated",
        by=by,
        state=State.CIRCULATED,
        level=level,
        circulated_at=now,
        corrections_until=deadlines.corrections_until(now),
        silence_counts=bool(committee and committee.silence_is_approval),
    )
    tell(codes.TO_CORRECT, minutes, "circulated", but=by)
    return minutes


def why_not_circulated(minutes):
    """What the draft still lacks, in a sentence."""
    if minutes.meeting.state != Meeting.State.HELD:
        return _("Record the meeting as held before circulating its minutes.")
    if not Attendance.objects.present().filter(meeting=minutes.meeting).exists():
        return _("Record the attendance before circulating the minutes.")
    if len(parties.of(minutes)) < 2:
        return _("Nobody of an invited organisation is marked as present.")
    written = Passage.objects.filter(item__minutes=minutes).exclude(text="")
    if not written.exists():
        return _("Nothing is written in these minutes yet.")
    return ""


def tell(kind, minutes, occurrence, *, but=None, only_pending=False):
    """Owe a letter to the people of every party, or of those still to approve."""
    approvals = minutes.approvals.select_related("organisation")
    if only_pending:
        approvals = approvals.filter(how=Approval.How.PENDING)
    asked = [approval.organisation for approval in approvals]
    people = parties.written_to(minutes, asked, but=but)
    outbox.post_all(kind, minutes, people, occurrence)


def move_deadlines(now):
    """Holidays that changed move the deadlines that still run, and leave a trace."""
    today = timezone.localdate(now)
    running = Minutes.objects.circulated().filter(corrections_until__gte=today)
    for minutes in running:
        if deadlines.corrections_until(minutes.circulated_at) != (
            minutes.corrections_until
        ):
            move_deadline(minutes, today)


@transaction.atomic
def move_deadline(minutes, today):
    try:
        minutes = locked(minutes, State.CIRCULATED)
    except Refused:
        return
    until = max(deadlines.corrections_until(minutes.circulated_at), today)
    if until == minutes.corrections_until:
        return
    settle(
        minutes,
        "minutes.deadline_moved",
        by=None,
        reason=_("The holidays of these days have changed."),
        corrections_until=until,
    )
    tell(codes.DEADLINE_MOVED, minutes, until.isoformat(), only_pending=True)
