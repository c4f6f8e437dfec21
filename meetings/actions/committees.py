"""Who sits on a committee; every change of it stands in the trail."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import record
from meetings.models import CommitteeMember


@transaction.atomic
def unseat(*, seat, by):
    """An organisation leaves a committee; the trail keeps who sat there."""
    seat = CommitteeMember.objects.select_for_update().filter(pk=seat.pk).first()
    if seat is None:
        raise Refused(_("This organisation is no longer a member."))
    record("committeemember.removed", seat, by=by)
    seat.delete()
