from celery import shared_task

from meetings.models import ImportDraft


@shared_task
def prune_import_drafts():
    """Forget uploaded programmes that nobody confirmed within a day."""
    ImportDraft.objects.stale().delete()
