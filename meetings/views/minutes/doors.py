"""How minutes are reached: hidden is 404, forbidden is 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from meetings import parties
from meetings.models import Minutes
from meetings.views.doors import may_manage


def shown(user, year, pk):
    """The minutes that the reader may read, at the address of their meeting."""
    minutes = Minutes.objects.visible_to(user).select_related(
        "meeting__programme__directorate",
        "meeting__committee__unit",
        "meeting__room",
        "meeting__lead",
        "meeting__officer",
    )
    return get_object_or_404(minutes, meeting=pk, meeting__programme__year=year)


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
