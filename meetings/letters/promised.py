"""What was promised since the guests of a meeting last met, as lines of a letter."""

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commitments.models import Commitment
from commitments.models.commitment import party
from commitments.reading import show
from meetings.models import Level, Meeting
from meetings.models.committee import HELD
from notices.sharing import once
from workdays.words import date_format

MOST, LENGTH = 10, 150


def since_last_time(meeting, delegates):
    """The promises among the guests, as far as these delegates may read them."""
    own = sorted({delegate.invitation.organisation_id for delegate in delegates})
    return once(meeting, f"promised {own}", lambda: lines(meeting, own))


def lines(meeting, own):
    guests = [invitation.organisation_id for invitation in meeting.invitations.all()]
    last = last_time(meeting, guests)
    if last is None:
        return []
    found = (
        Commitment.objects.of(guests)
        .filter(Q(level__in=[Level.PUBLIC, Level.PARTNERS]) | party(own))
        .filter(promised_on__gte=timezone.localdate(last.starts_at))
        .select_related("owner")
        .order_by("due_on", "pk")
    )
    return [line(promise) for promise in show(list(found[:MOST]))]


def last_time(meeting, guests):
    """The last meeting of the committee; without one, of this kind with these guests."""
    held = Meeting.objects.filter(state__in=HELD, starts_at__lt=meeting.starts_at)
    if meeting.committee_id:
        held = held.filter(committee=meeting.committee_id)
    else:
        held = held.filter(
            committee=None, kind=meeting.kind, invitations__organisation__in=guests
        )
    return held.order_by("-starts_at").first()


def line(promise):
    return _("%(reference)s (%(owner)s, due on %(day)s, %(status)s): %(what)s") % {
        "reference": promise.reference,
        "owner": promise.owner,
        "day": date_format(promise.due_on),
        "status": promise.status_shown.label,
        "what": Truncator(promise.own_what).chars(LENGTH),
    }
