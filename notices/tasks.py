"""What beat rings for; each may run twice, late or not at all, and heals itself."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from notices import planning, retention
from notices.bell import ring
from notices.replies import imap
from notices.sending import send_due

SHIFT = timedelta(minutes=5)


@shared_task(expires=55)
def plan():
    """Post what the kinds of letter owe, some at each turn."""
    planning.plan_turn(timezone.now())


@shared_task(expires=55)
def send():
    """Send what is due; a full plate calls another worker."""
    send_due(timezone.now() + SHIFT, ring)


@shared_task(expires=3600)
def prune():
    """Remove the letters that ended before the retention time."""
    retention.prune()


@shared_task(expires=55)
def read_replies():
    """Take the answers that came by mail, where a mailbox is named."""
    if settings.IMAP_URL:
        imap.read(settings.IMAP_URL)
