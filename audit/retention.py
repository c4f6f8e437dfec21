"""What the trail forgets: addresses after a year, and what was asked to be erased."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.models import Detail


def forget_origins():
    """Blank the addresses from which older steps were taken; gives how many."""
    before = timezone.now() - timedelta(days=settings.AUDIT_ORIGIN_DAYS)
    old = Detail.objects.filter(entry__at__lt=before).exclude(origin="")
    return old.update(origin="")


@transaction.atomic
def erase(rows, *, by=None):
    """Remove the details of these objects' entries, and from where `by` came.

    The entries stay, with their digests: that something was done, and when.
    """
    count = 0
    for row in rows:
        details = Detail.objects.filter(
            entry__about_type=row._meta.label_lower, entry__about_id=str(row.pk)
        )
        count += details.delete()[0]
    if by is not None:
        Detail.objects.filter(entry__by=by).update(origin="")
    return count
