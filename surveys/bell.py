"""Ask a worker for the figures of a draft; beat finds what nobody rang for."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ask_for_figures(version):
    transaction.on_commit(lambda: ring(version.pk))


def ring(pk):
    try:
        current_app.send_task("surveys.tasks.compute", [pk], retry=False)
    except OperationalError as error:
        logger.warning("The broker does not answer, figures wait for beat: %s", error)
