"""The doorbell: tells a worker that a letter is due. Beat finds what nobody rang for."""

import logging
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
SILENCE = 30
_silent_until = 0.0


def ring():
    """Ring now; while the broker is down the letters wait and no page does."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        current_app.send_task("notices.tasks.send", expires=55, retry=False)
    except OperationalError as error:
        _silent_until = time.monotonic() + SILENCE
        logger.warning("The broker does not answer, letters wait for beat: %s", error)


def ring_on_commit():
    """Ring once when the open transaction has been committed."""
    waiting = (call for _, call, *_ in transaction.get_connection().run_on_commit)
    if ring not in waiting:
        transaction.on_commit(ring)
