from celery import shared_task
from django.utils import timezone

from meetings.actions import handover, reception
from meetings.actions.minutes.approving import take_silence
from meetings.actions.minutes.circulating import move_deadlines
from meetings.actions.newcomers import join_newcomers
from meetings.models import ImportDraft
from workdays.arithmetic import one_calendar


@shared_task
def prune_import_drafts():
    """Forget uploaded programmes that nobody confirmed within a day."""
    ImportDraft.objects.stale().delete()


@shared_task
def keep_deadlines_of_minutes():
    """Move deadlines with the holidays; take silence where the rules say so."""
    now = timezone.now()
    with one_calendar():
        move_deadlines(now)
        take_silence(now)


@shared_task
def hand_over():
    """Give what ended mandates left on a person's name to the next holders."""
    handover.hand_over()


@shared_task
def forget_registrations():
    """Drop what strangers typed and never confirmed."""
    reception.forget()


@shared_task
def convoke_newcomers():
    """Address open convocations to the focal points who came since."""
    join_newcomers(timezone.now())
