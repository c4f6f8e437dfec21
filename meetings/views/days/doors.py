from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from meetings.models import Reception

NEEDED = (
    "meeting__programme",
    "meeting__room",
    "meeting__committee",
    "meeting__lead",
)


def shown_day(user, pk):
    """A day that the reader may see, by its meeting."""
    days = Reception.objects.visible_to(user).select_related(*NEEDED)
    return get_object_or_404(days, meeting=pk)


def kept_day(user, pk):
    """A day that the reader prepares and receives."""
    reception = shown_day(user, pk)
    if not Reception.objects.keepable_by(user).filter(pk=reception.pk).exists():
        raise PermissionDenied
    return reception
