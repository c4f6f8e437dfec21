"""Beat finds what is due, workers send it: celery -A portal worker, celery -A portal beat."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_pages_do(**kwargs):
    """Leave the log as LOGGING made it; without this, Celery writes one of its own."""
