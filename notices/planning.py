"""Ask each kind what it owes; one that fails does not stop the others."""

import logging

from django.db import transaction

from notices import outbox
from notices.kinds import KINDS

logger = logging.getLogger(__name__)


def plan(now):
    for kind in list(KINDS.values()):
        try:
            with transaction.atomic():
                post_owed(kind, now)
        except Exception:
            logger.exception("What letters of kind %s are owed is unknown", kind.code)


def post_owed(kind, now):
    rows = [
        outbox.row(kind.code, owed.about, owed.recipient, owed.occurrence, owed.due_at)
        for owed in kind.owed(now)
    ]
    if rows:
        outbox.save(rows)
