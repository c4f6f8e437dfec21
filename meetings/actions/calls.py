"""Calls for topics: announced, given another date, withdrawn."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.models import Meeting, Programme, TopicCall
from meetings.models.call import ASKING
from meetings.when import span_in_words
from notices import outbox


@transaction.atomic
def announce(*, call, by):
    """Ask for topics, from one instant to another; the letters go by themselves."""
    now = timezone.now()
    if call.meeting_id:
        meeting = Meeting.objects.select_for_update().get(pk=call.meeting_id)
        must_take_topics(meeting)
        if meeting.calls.filter(withdrawn_at=None).exists():
            raise Refused(_("This meeting has a call for topics already."))
    elif call.programme.state not in {Programme.State.OPEN, Programme.State.PUBLISHED}:
        raise Refused(_("Topics are called for once the programme is shown."))
    must_leave_time(call, now)
    call.created_by = by
    call.save()
    record("call.announced", call, by=by)
    return call


def must_take_topics(meeting):
    """Topics are proposed for what is still to come."""
    if meeting.state not in ASKING:
        raise Refused(_("This meeting takes no topics any more."))
    if meeting.has_begun():
        raise Refused(_("This meeting has begun and takes no topics any more."))


def must_leave_time(call, now):
    if call.closing <= now and not call.closes_at:
        raise Refused(
            _("The meeting is less than 15 days away: say until when topics are taken.")
        )
    if call.closing <= now:
        raise Refused(_("The call would be closed already."))
    if call.closing <= call.opens_at:
        raise Refused(_("A call must close after it opens."))
    if call.meeting and call.closing > call.meeting.starts_at:
        raise Refused(_("The call must close before the meeting."))


@transaction.atomic
def change(*, call, closes_at, by):
    """Give a call that runs or is to come another end; empty follows the meeting."""
    call = locked(call)
    if call.withdrawn_at:
        raise Refused(_("This call was withdrawn."))
    if call.closing <= timezone.now():
        raise Refused(_("This call is closed already."))
    before = picture(call)
    call.closes_at = closes_at
    must_leave_time(call, timezone.now())
    call.save()
    record("call.changed", call, by=by, before=before)
    return call


@transaction.atomic
def withdraw(*, call, reason, by):
    """Ask no longer; what was proposed stays."""
    call = locked(call)
    if call.withdrawn_at:
        raise Refused(_("This call was withdrawn."))
    if call.closing <= timezone.now():
        raise Refused(_("This call is closed already."))
    before = picture(call)
    call.withdrawn_at, call.reason = timezone.now(), reason
    call.save()
    record("call.withdrawn", call, by=by, before=before, reason=reason)
    outbox.withdraw(call, _("The call was withdrawn."))
    return call


def locked(call):
    return (
        TopicCall.objects.select_for_update(of=("self",))
        .select_related("meeting", "programme")
        .get(pk=call.pk)
    )


def answered_by(topic):
    """The call that a new topic answers; Refused where it takes none any more."""
    if topic.meeting_id:
        meeting = Meeting.objects.select_for_update().get(pk=topic.meeting_id)
        must_take_topics(meeting)
        if sentence := why_not(meeting.calls.filter(withdrawn_at=None).first()):
            raise Refused(sentence)
        return meeting.calls.filter(withdrawn_at=None).first()
    if topic.committee_id:
        return None
    return TopicCall.objects.open().filter(programme__year=topic.year).first()


def why_not(call, now=None):
    """Why a call takes no topic now, in a sentence; nothing where it does."""
    now = now or timezone.now()
    if call is None:
        return ""
    if now < call.opens_at:
        return _("Topics are taken from %(when)s on.") % {
            "when": span_in_words(call.opens_at)
        }
    if call.closing <= now:
        return _(
            "The call for topics closed on %(when)s. Propose the topic for the "
            "committee or for the year: it may still be taken up."
        ) % {"when": span_in_words(call.closing)}
    return ""
