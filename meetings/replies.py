"""An answer by mail to a convocation: it changes one guest's answer, or nothing."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.actions.answer import answer as record_answer
from meetings.models import Delegate, Meeting
from meetings.models.invitation import Answer
from notices import replies
from notices.replies import KeptAside

ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "TENTATIVE": Answer.TENTATIVE,
    "DECLINED": Answer.DECLINED,
    "DELEGATED": Answer.REPRESENTED,
}


def take(reply):
    """Record a reply about a meeting of ours; what does not fit is kept aside."""
    meeting = meeting_of(reply.uid)
    if meeting is None:
        return False
    delegate = delegate_of(meeting, reply)
    if reply.sequence != meeting.sequence:
        raise KeptAside(_("The answer is to another state of the meeting."))
    given = ANSWERS.get(reply.partstat)
    if given is None:
        raise KeptAside(_("The answer says neither yes nor no."))
    if delegate.answer == given and given != Answer.REPRESENTED:
        return True
    if delegate.answered_at and reply.at < delegate.answered_at:
        raise KeptAside(_("The guest has given another answer since."))
    record_answer(
        delegate=delegate,
        reply=given,
        via=Delegate.Via.MAIL,
        by=delegate.user,
        represented_by=reply.delegated_to[:150],
        comment=reply.comment,
    )
    return True


def meeting_of(uid):
    name, _at, host = uid.partition("@")
    if host != urlsplit(settings.PORTAL_URL).hostname:
        return None
    try:
        return Meeting.objects.filter(uid=uuid.UUID(name)).first()
    except ValueError:
        return None


def delegate_of(meeting, reply):
    """The guest whose letter carried the token, when the reply is from that guest."""
    delegate = Delegate.objects.filter(
        rsvp_token=reply.token, invitation__meeting=meeting, is_active=True
    ).first()
    if delegate is None:
        raise KeptAside(_("The address of the answer belongs to no guest."))
    if delegate.email.lower() != reply.attendee:
        raise KeptAside(_("The answer is in the name of somebody else."))
    if delegate.email.lower() != reply.sender:
        raise KeptAside(_("The answer was sent by somebody else."))
    return delegate


replies.register(take)
