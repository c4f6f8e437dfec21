"""Take due letters with a lease, so that no two workers hold the same one."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from notices import gate
from notices.models import Notice

BATCH = 100


@transaction.atomic
def claim(way_out, limit=BATCH):
    """The next due letters, leased to the caller, as many as the gate lets out."""
    now = timezone.now()
    if way_out.failures and way_out.shut_until > now:
        return []
    hold_doubts(now)
    due = Notice.objects.due(now).order_by("try_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    keys = list(due.values_list("pk", flat=True)[:limit])
    keys = keys[: gate.allow(len(keys), way_out, now)] if keys else []
    return lease(keys, now) if keys else []


def lease(keys, now):
    """Mark rows as taken; the condition decides where rows cannot be locked."""
    token = uuid.uuid4()
    Notice.objects.due(now).filter(pk__in=keys).update(
        state=Notice.State.SENDING,
        claim=token,
        try_at=now + timedelta(seconds=settings.NOTICES_LEASE),
        intent_at=None,
    )
    rows = Notice.objects.filter(pk__in=keys, claim=token).order_by("due_at", "pk")
    return list(rows.select_related("user").prefetch_related("about"))


def hold_doubts(now):
    """Where the settings say so, a doubt waits for an administrator."""
    if settings.NOTICES_HOLD_DOUBTS:
        Notice.objects.in_doubt(now).update(
            state=Notice.State.DOUBTFUL,
            reason="The worker stopped between handing over and marking.",
        )
