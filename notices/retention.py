"""Letters that ended long ago leave the table, a few at a time."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from notices.models import Notice

CHUNK = 1000


def prune():
    """Remove what was sent, withdrawn or undeliverable before the retention time.

    What was given up stays until an administrator decides. The key of a letter goes
    with it, so the time must outlast every object that may still owe letters.
    """
    States = Notice.State
    long_ago = timezone.now() - timedelta(days=settings.NOTICES_KEEP_DAYS)
    old = Notice.objects.filter(
        ended_at__lt=long_ago,
        state__in=[States.SENT, States.WITHDRAWN, States.UNDELIVERABLE],
    ).order_by("ended_at")
    removed = 0
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        removed += Notice.objects.filter(pk__in=keys).delete()[0]
    return removed
