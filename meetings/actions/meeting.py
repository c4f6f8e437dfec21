"""What an officer does with a meeting: convene, move, cancel, hold, close."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings import recipients
from meetings.actions.invitation import convoke
from meetings.letters import codes
from meetings.models import Delegate, Meeting, Minutes, Programme
from meetings.models.invitation import Answer
from notices import outbox

PLANNED, CONVENED, HELD = (
    Meeting.State.PLANNED,
    Meeting.State.CONVENED,
    Meeting.State.HELD,
)


def locked(meeting):
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def delegates(meeting):
    return Delegate.objects.filter(
        invitation__meeting=meeting, is_active=True
    ).select_related("user")


@transaction.atomic
def convene(*, meeting, by):
    """Invite for good: the focal points become delegates and are written to."""
    meeting = locked(meeting)
    if sentence := why_not_convened(meeting):
        raise Refused(sentence)
    before = picture(meeting)
    meeting.state = CONVENED
    meeting.convened_at = timezone.now()
    meeting.save(update_fields=["state", "convened_at", "updated_at"])
    record("meeting.convened", meeting, by=by, before=before)
    convoke(meeting.invitations.select_related("organisation"), by=by)
    return meeting


def why_not_convened(meeting):
    """What still stands in the way of convening, in a sentence."""
    if meeting.state != PLANNED:
        return _("Only a planned meeting can be convened.")
    if meeting.programme.state != Programme.State.PUBLISHED:
        return _("Publish the programme before convening its meetings.")
    if meeting.has_begun():
        return _("This date has passed. Change the date before convening.")
    if not meeting.where and not meeting.link:
        return _("Say where the meeting takes place before convening it.")
    if not meeting.invitations.exists():
        return _("Invite at least one organisation before convening.")
    return ""


@transaction.atomic
def move(*, meeting, starts_at, ends_at, reason, by):
    """Move a convened meeting: answers are asked again, old links die."""
    meeting = locked(meeting)
    if meeting.state != CONVENED:
        raise Refused(_("Only a convened meeting can be moved."))
    if meeting.has_begun():
        raise Refused(_("This meeting has begun and cannot be moved any more."))
    if starts_at <= timezone.now():
        raise Refused(_("The new date must lie in the future."))
    year = meeting.programme.year
    if timezone.localtime(starts_at).year not in {year, year + 1}:
        raise Refused(
            _("The new date must lie in %(year)s or the year after.") % {"year": year}
        )
    if (starts_at, ends_at) == (meeting.starts_at, meeting.ends_at):
        raise Refused(_("The meeting stands at this date and hour already."))
    before = picture(meeting)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.moved_at, meeting.reason = timezone.now(), reason
    meeting.sequence += 1
    meeting.moves += 1
    meeting.save()
    record("meeting.moved", meeting, by=by, before=before, reason=reason)
    ask_again(meeting, by=by)
    outbox.withdraw(meeting, _("The meeting was moved."), codes.ASKING)
    tell_delegates(codes.MOVED, meeting, str(meeting.moves), by=by)
    return meeting


def ask_again(meeting, *, by):
    """An answer was for the old date; the trail keeps it."""
    answered = delegates(meeting).exclude(answer=Answer.PENDING)
    for delegate in answered.select_for_update(of=["self"]):
        before = picture(delegate)
        delegate.answer, delegate.represented_by = Answer.PENDING, ""
        delegate.answered_at, delegate.answered_via = None, ""
        delegate.answered_by = None
        delegate.save()
        record("delegate.asked_again", delegate, by=by, before=before)


@transaction.atomic
def change_place(*, meeting, room, place, link, by):
    """Change where a convened meeting takes place; the answers stay."""
    meeting = locked(meeting)
    if meeting.state != CONVENED:
        raise Refused(_("Only a convened meeting has its place changed this way."))
    if meeting.has_begun():
        raise Refused(_("This meeting has begun; its place stays."))
    if (room, place, link) == (meeting.room, meeting.place, meeting.link):
        raise Refused(_("This is the place of the meeting already."))
    if not (room or place or link):
        raise Refused(_("Say where the meeting takes place."))
    before = picture(meeting)
    meeting.room, meeting.place, meeting.link = room, place, link
    meeting.sequence += 1
    meeting.save()
    record("meeting.place_changed", meeting, by=by, before=before)
    outbox.withdraw(meeting, _("The place changed again."), [codes.PLACE_CHANGED])
    occurrence = f"{meeting.moves}-{meeting.sequence}"
    tell_delegates(codes.PLACE_CHANGED, meeting, occurrence, by=by)
    return meeting


@transaction.atomic
def cancel(*, meeting, reason, by):
    """Cancel, and tell whoever was written to; calendars remove it."""
    meeting = locked(meeting)
    if meeting.state not in {PLANNED, CONVENED}:
        raise Refused(_("Only a planned or convened meeting can be cancelled."))
    if meeting.state == CONVENED and meeting.is_over():
        raise Refused(_("This meeting is over. Record it as held instead."))
    before = picture(meeting)
    meeting.state = Meeting.State.CANCELLED
    meeting.cancelled_at, meeting.reason = timezone.now(), reason
    meeting.sequence += 1
    meeting.save()
    record("meeting.cancelled", meeting, by=by, before=before, reason=reason)
    outbox.withdraw(meeting, _("The meeting is cancelled."), codes.ASKING)
    tell_delegates(codes.CANCELLED, meeting, str(meeting.sequence), by=by)
    return meeting


@transaction.atomic
def hold(*, meeting, by):
    """Record that a convened meeting took place."""
    meeting = locked(meeting)
    if meeting.state != CONVENED:
        raise Refused(_("Only a convened meeting can be recorded as held."))
    if not meeting.is_over():
        raise Refused(_("This meeting is not over yet."))
    return step(meeting, HELD, "meeting.held", by)


@transaction.atomic
def close(*, meeting, by):
    """Nothing of a closed meeting changes any more."""
    meeting = locked(meeting)
    if meeting.state != HELD:
        raise Refused(_("Only a meeting that was held can be closed."))
    unfinished = Minutes.objects.filter(meeting=meeting).exclude(
        state=Minutes.State.PUBLISHED
    )
    if unfinished.exists():
        raise Refused(_("Publish the minutes before closing the meeting."))
    return step(meeting, Meeting.State.CLOSED, "meeting.closed", by)


def step(meeting, state, verb, by):
    before = picture(meeting)
    meeting.state = state
    meeting.save(update_fields=["state", "updated_at"])
    record(verb, meeting, by=by, before=before)
    return meeting


def tell_delegates(kind, meeting, occurrence, *, by):
    people = recipients.of_delegates(delegates(meeting), but=by)
    outbox.post_all(kind, meeting, people, occurrence)
