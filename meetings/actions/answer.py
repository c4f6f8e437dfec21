"""An answer to an invitation: signed in, by the link of a letter, or on behalf."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings import links
from meetings.actions.invitation import locked_meeting
from meetings.models import Delegate
from meetings.models.invitation import Answer

GIVEN = [choice for choice in Answer.choices if choice[0] != Answer.PENDING]


@transaction.atomic
def answer(*, delegate, reply, via, by=None, represented_by="", comment=""):
    """Record an answer; it may be changed until the meeting starts."""
    meeting = locked_meeting(delegate.invitation.meeting_id)
    if not meeting.awaits_answers():
        raise Refused(why_no_answer(meeting))
    delegate = (
        Delegate.objects.select_for_update().filter(pk=delegate.pk, is_active=True)
    ).first()
    if delegate is None:
        raise Refused(_("This person is no longer on the list."))
    if reply not in dict(GIVEN):
        raise Refused(_("Choose one of the answers."))
    if reply == Answer.REPRESENTED and not represented_by:
        raise Refused(_("Say who comes in your place."))
    before = picture(delegate)
    delegate.answer, delegate.comment = reply, comment
    delegate.represented_by = represented_by if reply == Answer.REPRESENTED else ""
    delegate.answered_at, delegate.answered_via = timezone.now(), via
    delegate.answered_by = by
    delegate.save()
    record("delegate.answered", delegate, by=by, before=before)
    return delegate


@transaction.atomic
def answer_by_link(*, token, reply, represented_by="", comment=""):
    """The link is asked again once the meeting is locked: it may have just died."""
    delegate = links.delegate_of(token)
    locked_meeting(delegate.invitation.meeting_id)
    return answer(
        delegate=links.delegate_of(token),
        reply=reply,
        via=Delegate.Via.LINK,
        represented_by=represented_by,
        comment=comment,
    )


@transaction.atomic
def answer_for_organisation(*, invitation, reply, by, represented_by="", comment=""):
    """Whoever holds the mandate now answers, even if the letter went to another."""
    locked_meeting(invitation.meeting_id)
    delegate = invitation.delegates.filter(email__iexact=by.email).first()
    if delegate is None:
        delegate = Delegate.objects.create(
            invitation=invitation,
            user=by,
            name=by.name,
            email=by.email,
            language=by.language,
        )
        record("delegate.added", delegate, by=by)
    return answer(
        delegate=delegate,
        reply=reply,
        via=Delegate.Via.PORTAL,
        by=by,
        represented_by=represented_by,
        comment=comment,
    )


def why_no_answer(meeting):
    if meeting.state == meeting.State.CANCELLED:
        return _("This meeting is cancelled. There is nothing to answer any more.")
    if meeting.state == meeting.State.PLANNED:
        return _("This meeting is not convened yet.")
    return _("This meeting has begun. An answer can no longer be given.")
