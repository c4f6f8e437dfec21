"""Ask each kind what it owes; one that fails does not stop the others."""

import logging

from django.db import transaction

from notices import outbox
from notices.kinds import KINDS, nothing
from workdays.arithmetic import one_calendar

logger = logging.getLogger(__name__)


def plan(now):
    with one_calendar():
        for kind in list(KINDS.values()):
            if kind.owed is not nothing:
                plan_kind(kind, now)


def plan_kind(kind, now):
    """Most find nothing: only what is owed opens a transaction."""
    try:
        rows = [
            outbox.row(kind.code, one.about, one.recipient, one.occurrence, one.due_at)
            for one in kind.owed(now)
        ]
        if rows:
            with transaction.atomic():
                outbox.save(rows)
    except Exception:
        logger.exception("What letters of kind %s are owed is unknown", kind.code)
