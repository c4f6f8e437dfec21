"""How the queue stands, for /readyz, the admin and `manage.py outbox`."""

from datetime import timedelta

from django.db.models import Count, Min
from django.utils import timezone

from notices import gate
from notices.models import Notice

TOO_OLD = timedelta(minutes=10)


def oldest_due_age():
    """How long the letter that waits longest has waited; nothing when none does."""
    now = timezone.now()
    oldest = Notice.objects.due(now).aggregate(oldest=Min("try_at"))["oldest"]
    return now - oldest if oldest else timedelta(0)


def is_late():
    return oldest_due_age() > TOO_OLD


def by_state():
    """How many letters there are in each state, in the order of their life."""
    counted = dict(Notice.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(state, counted.get(state.value, 0)) for state in Notice.State]


def trouble():
    """Why the gate is shut and until when, or nothing."""
    way_out = gate.look()
    return (way_out.trouble, way_out.shut_until) if way_out.failures else None
