"""Claim what is due, sort out what no longer holds, send the rest."""

import logging
from datetime import timedelta

from django.utils import timezone

from notices import gate, outcome, sorting
from notices.claim import claim
from notices.delivery import Delivery, ProviderDown

logger = logging.getLogger(__name__)
STALE_AFTER = timedelta(seconds=10)


def send_due(until, ring):
    """Send what is due until nothing is left, the gate shuts or time is up."""
    helpers_called = False
    while timezone.now() < until:
        way_out = gate.look()
        batch = claim(way_out)
        if not batch:
            return
        if not helpers_called:
            ring()
            helpers_called = True
        try:
            deliver(batch, way_out)
        except ProviderDown as trouble:
            logger.warning("SMTP is down, letters wait: %s", trouble)
            gate.shut(trouble, way_out.failures)
            return
        finally:
            outcome.give_back(batch)
    ring()


def deliver(batch, way_out):
    """Send a batch over one connection; it stops when what it knows grows old."""
    fresh_until = timezone.now() + STALE_AFTER
    wanted = sorting.still_wanted(batch)
    if not wanted:
        return
    delivery = Delivery(way_out)
    try:
        delivery.send_all(wanted, fresh_until)
    finally:
        delivery.close()
