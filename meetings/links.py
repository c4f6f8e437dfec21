"""The one-click link of a letter: it speaks for one delegate of one meeting.

It holds no secret beside its signature. It lives until the meeting starts, and dies
when the meeting is moved or cancelled, or when the link is renewed.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.refusal import Refused
from meetings.models import Delegate, Meeting

SIGNER = Signer(salt="meetings.answer", sep=".")


class DeadLink(Refused):
    """A link that no longer answers; the delegate is known unless it was forged."""

    def __init__(self, sentence, delegate=None):
        super().__init__(sentence)
        self.delegate = delegate


def token(delegate, meeting):
    return SIGNER.sign(f"{delegate.pk}-{delegate.link_number}-{meeting.moves}")


def address(token):
    """Where a token answers, in the language that is active."""
    return settings.PORTAL_URL + reverse("meetings:answer", args=[token])


def delegate_of(token):
    """The delegate that a link speaks for; DeadLink says why it no longer does."""
    try:
        pk, number, moves = map(int, SIGNER.unsign(token).split("-"))
    except (BadSignature, ValueError) as error:
        raise DeadLink(
            _("This address is not complete. Open the link from the letter again.")
        ) from error
    delegate = (
        Delegate.objects.filter(pk=pk)
        .select_related("invitation__organisation", "invitation__meeting__programme")
        .select_related("invitation__meeting__room", "invitation__meeting__committee")
        .first()
    )
    if reason := why_dead(delegate, number, moves):
        raise DeadLink(reason, delegate)
    return delegate


def why_dead(delegate, number, moves):
    """A sentence, or nothing while the link lives."""
    if delegate is None or not delegate.is_active:
        return _("You are no longer on the list of guests of this meeting.")
    meeting = delegate.invitation.meeting
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting is cancelled. There is nothing to answer any more.")
    if not meeting.awaits_answers():
        return _("This meeting has begun. An answer can no longer be given.")
    if meeting.moves != moves:
        return _(
            "This meeting was moved after the letter was written. "
            "Please answer for the new date, from the newest letter."
        )
    if delegate.link_number != number:
        return _("This link was renewed. Please use the newest letter.")
    return ""
