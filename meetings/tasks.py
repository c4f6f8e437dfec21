from celery import shared_task
from django.utils import timezone

from meetings.actions.minutes.approving import take_silence
from meetings.actions.minutes.circulating import move_deadlines
from meetings.models import ImportDraft


@shared_task
def prune_import_drafts():
    """Forget uploaded programmes that nobody confirmed within a day."""
    ImportDraft.objects.stale().delete()


@shared_task
def keep_deadlines_of_minutes():
    """Move deadlines with the holidays; take silence where the rules say so."""
    now = timezone.now()
    move_deadlines(now)
    take_silence(now)
