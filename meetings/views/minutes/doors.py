"""How minutes are reached: hidden is 404, forbidden is 403."""

from django.core.exceptions import PermissionDenied

from audit.prepared import first_or_404
from meetings import asked, parties
from meetings.views.doors import may_manage


def shown(user, year, pk):
    """The minutes that the reader may read, at the address of their meeting."""
    return first_or_404(asked.minutes(user, year=year, meeting=pk))


def kept(user, year, pk):
    """Minutes that the reader writes, circulates and publishes."""
    minutes = shown(user, year, pk)
    if not may_manage(user, minutes.meeting):
        raise PermissionDenied
    return minutes


def of_party(user, year, pk):
    """Minutes, and the approvals of the parties for which the reader speaks."""
    minutes = shown(user, year, pk)
    approvals = parties.approvals_of(user, minutes)
    if not approvals.exists():
        raise PermissionDenied
    return minutes, approvals
