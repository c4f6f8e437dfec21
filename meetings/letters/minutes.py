"""Every kind of letter about minutes, as the outbox knows it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings import deadlines, parties
from meetings.letters import facts
from meetings.letters import minutes_codes as codes
from meetings.letters import minutes_truth as truth
from meetings.letters import minutes_writing as writing
from meetings.models import Approval, Meeting, Minutes
from notices.kinds import Kind, Owed, nothing, register
from workdays.arithmetic import add_workdays, subtract_workdays

PARTY = _(
    "You receive this letter because you speak for a party to these minutes, "
    "or were at the meeting for it."
)
KEEPER = _(
    "You receive this letter because you are in charge of this meeting or secretary "
    "of its committee."
)
PROPOSER = _("You receive this letter because you proposed this correction.")
DUE_AFTER = 4  # working days after the meeting: one before the draft is due
A_MONTH = timedelta(days=31)


def reminders(now):
    """The parties that have not approved, one working day before the end."""
    today = timezone.localdate(now)
    last = add_workdays(today, deadlines.REMINDED_BEFORE)
    running = Minutes.objects.circulated().filter(
        corrections_until__range=(today, last)
    )
    for minutes in running.select_related("meeting__committee", "meeting__officer"):
        until = minutes.corrections_until
        remind_on = subtract_workdays(until, deadlines.REMINDED_BEFORE)
        is_news = timezone.localdate(minutes.circulated_at) >= remind_on
        if today < remind_on or is_news:
            continue
        pending = minutes.approvals.filter(how=Approval.How.PENDING)
        silent = [row.organisation for row in pending.select_related("organisation")]
        for who in parties.written_to(minutes, silent):
            yield Owed(minutes, who, until.isoformat(), now)


def drafts_due(now):
    """Held meetings whose minutes the parties have not got one day before they are due."""
    today = timezone.localdate(now)
    held = Meeting.objects.filter(
        state=Meeting.State.HELD, ends_at__range=(now - A_MONTH, now)
    ).exclude(minutes__circulated_at__isnull=False)
    for meeting in held.select_related("committee", "officer"):
        due_on = deadlines.draft_due(meeting)
        if add_workdays(timezone.localdate(meeting.ends_at), DUE_AFTER) <= today:
            for who in parties.keepers_to_write_to(meeting):
                yield Owed(meeting, who, due_on.isoformat(), now)


def to_parties(code, name, still_true, letter, owed=nothing, **ways):
    return Kind(
        code=code,
        name=name,
        reason=PARTY,
        owed=owed,
        still_true=still_true,
        letter=letter,
        prepare=writing.prepare,
        concerns=lambda user: user.is_partner(),
        **ways,
    )


def to_keepers(code, name, still_true, letter, prepare, owed=nothing):
    return Kind(
        code=code,
        name=name,
        reason=KEEPER,
        owed=owed,
        still_true=still_true,
        letter=letter,
        prepare=prepare,
        may_be_off=True,
        concerns=lambda user: (
            user.has_perm("meetings.change_meeting")
            or user.has_perm("meetings.change_local_meeting")
        ),
    )


def of_approval():
    """What asks the parties to correct and to approve."""
    yield to_parties(
        codes.TO_CORRECT,
        _("Minutes to correct and approve"),
        truth.of_asking,
        writing.to_correct,
    )
    yield to_parties(
        codes.REMINDER,
        _("Reminder to correct and approve minutes"),
        truth.of_reminder,
        writing.reminder,
        owed=reminders,
        may_be_off=True,
    )
    yield to_parties(
        codes.DEADLINE_MOVED,
        _("New deadline for the correction of minutes"),
        truth.of_reminder,
        writing.deadline_moved,
        every_change=True,
    )
    yield to_parties(
        codes.CHANGED,
        _("Minutes corrected, to read again"),
        truth.of_asking,
        writing.changed,
        every_change=True,
    )


def of_corrections():
    """What becomes of a correction: to who keeps the minutes, and back."""
    yield to_keepers(
        codes.PROPOSED,
        _("Correction of minutes proposed"),
        truth.of_proposal,
        writing.proposed,
        writing.prepare,
    )
    yield Kind(
        code=codes.ANSWERED,
        name=_("Answer to a correction of minutes"),
        reason=PROPOSER,
        owed=nothing,
        still_true=truth.of_answer,
        letter=writing.answered,
        prepare=writing.prepare,
        concerns=lambda user: user.is_partner(),
    )


def of_approved():
    """What is told of minutes that all have approved, or that one did by letter."""
    yield to_parties(
        codes.APPROVED,
        _("Minutes approved by all parties"),
        truth.of_sealed,
        writing.approved,
    )
    yield to_parties(
        codes.PUBLISHED,
        _("Minutes published"),
        truth.of_published,
        writing.published,
        may_be_off=True,
    )
    yield to_parties(
        codes.ADDED,
        _("Addendum to approved minutes"),
        truth.of_sealed,
        writing.added,
        every_change=True,
    )
    yield to_parties(
        codes.RECORDED,
        _("Approval of minutes recorded by the officer"),
        truth.of_recorded,
        writing.recorded,
        every_change=True,
    )


def all_kinds():
    yield from of_approval()
    yield from of_corrections()
    yield from of_approved()
    yield to_keepers(
        codes.DUE,
        _("Draft minutes due"),
        truth.of_due,
        writing.due,
        facts.prepare,
        owed=drafts_due,
    )


def register_all():
    for kind in all_kinds():
        register(kind)
