"""The way out: a rate a minute for all workers together, shut while SMTP is down."""

import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from notices.models import Gate

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=10)
PROBE = timedelta(minutes=1)


def look():
    """The gate as it stands; before the first trouble there is no row."""
    return Gate.objects.filter(pk=1).first() or Gate(pk=1)


def allow(wanted, gate, now):
    """How many letters may leave now; asked in the transaction that claims them.

    After a failure one letter of one worker goes out as a probe, the rest stays in.
    """
    if gate.failures:
        return int(is_ours_to_try(gate, now))
    return take_tokens(wanted, now) if settings.NOTICES_PER_MINUTE else wanted


def is_ours_to_try(gate, now):
    """Whether this worker is the one that tries again, decided by one statement."""
    shut = Gate.objects.filter(failures=gate.failures, shut_until__lte=now)
    return bool(shut.update(shut_until=now + PROBE))


def take_tokens(wanted, now):
    """A bucket of five seconds' worth, filled so that no minute exceeds the rate."""
    rate = settings.NOTICES_PER_MINUTE
    size = max(rate / 12, 1)
    Gate.objects.get_or_create(pk=1, defaults={"tokens": size, "refilled_at": now})
    gate = Gate.objects.select_for_update().get(pk=1)
    passed = max((now - gate.refilled_at).total_seconds(), 0)
    filled = min(size, gate.tokens + passed * max(rate - size, rate / 2) / 60)
    allowed = min(wanted, int(filled))
    Gate.objects.filter(pk=1).update(
        tokens=filled - allowed, refilled_at=max(now, gate.refilled_at)
    )
    return allowed


@transaction.atomic
def shut(trouble, seen):
    """SMTP is down: nobody tries before a pause that grows with every failure.

    `seen` is how often it had failed when this worker set out: four workers that
    stumble over one breakdown count as one failure.
    """
    Gate.objects.get_or_create(pk=1)
    pause = min(FIRST_PAUSE * 2 ** min(seen, 10), LONGEST_PAUSE)
    pause *= random.uniform(0.75, 1.25)  # noqa: S311
    Gate.objects.filter(pk=1, failures=seen).update(
        failures=seen + 1,
        shut_until=timezone.now() + pause,
        trouble=str(trouble)[:1000],
    )


def opened(seen):
    """SMTP took a letter: everybody may go."""
    if seen:
        Gate.objects.filter(pk=1).update(failures=0, trouble="")
