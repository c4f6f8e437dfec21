from contextlib import suppress

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.management import call_command

from accounts.actions.passwords import answer_reset
from accounts.actions.privacy import forget_requests
from accounts.models import ResetAsked


@shared_task
def answer_resets():
    """Rung by beat: owe the new passwords that were asked for since."""
    for asked in ResetAsked.objects.all():
        with suppress(ResetAsked.DoesNotExist):  # another worker was faster
            answer_reset(asked=asked)


@shared_task(expires=3600)
def forget_old_requests():
    """Rung by beat each night: requests for access are kept for a year."""
    forget_requests()


@shared_task(expires=3600)
def forget_sessions():
    """Rung by beat each night: of a session that is over nothing stays."""
    call_command("clearsessions")
    UserSession.objects.exclude(
        session_key__in=Session.objects.values("session_key")
    ).delete()
