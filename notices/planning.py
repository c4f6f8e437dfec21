"""Ask each kind what it owes; one that fails does not stop the others."""

import logging
from datetime import timedelta

from django.db import transaction

from notices import outbox
from notices.kinds import KINDS, nothing
from workdays.arithmetic import one_calendar

logger = logging.getLogger(__name__)


TURNS = 5
ROUND = timedelta(minutes=TURNS)


def plan(now):
    """Ask all kinds what they owe by now."""
    with one_calendar():
        for kind in scanned_kinds():
            plan_kind(kind, now)


def plan_turn(now):
    """What beat asks each minute: the urgent kinds, and every fifth of the others.

    They are asked what falls due within two rounds, so that a letter waits for its
    moment even where beat missed a minute; and no minute pays for all kinds.
    """
    turn = int(now.timestamp() // 60) % TURNS
    with one_calendar():
        for place, kind in enumerate(scanned_kinds()):
            if kind.is_urgent:
                plan_kind(kind, now)
            elif place % TURNS == turn:
                plan_kind(kind, now + 2 * ROUND)


def scanned_kinds():
    return [kind for kind in KINDS.values() if kind.owed is not nothing]


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
