"""A cheap stamp of everything a text page may show, for ETag and Last-Modified."""

import hashlib
from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from audit.models import Entry
from instructions.models import Instruction

# A page changes with its template too: this is read once, when the process starts.
TEMPLATES = max(
    path.stat().st_mtime_ns
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*")
)
LATEST = (
    f"SELECT (SELECT MAX(updated_at) FROM {Instruction._meta.db_table}),"  # noqa: S608
    f" (SELECT MAX(id) FROM {Entry._meta.db_table})"
)


def latest():
    """What the texts were at: their last change, and the last line of the trail.

    A page also names organisations, offices and promises; whatever changes one of
    them is written in the trail.
    """
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        return (*map(str, cursor.fetchone()), str(timezone.localdate()))


def changed_at(request, *args, **kwargs):
    """When what a stranger reads last changed; each day is a change of its own."""
    if request.user.is_authenticated:
        return None
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    if not hasattr(request, "texts_changed_at"):
        entry = Entry.objects.order_by("-pk").values_list("at", flat=True).first()
        text = Instruction.objects.order_by("-updated_at").values_list(
            "updated_at", flat=True
        )
        request.texts_changed_at = max(filter(None, [today, entry, text.first()]))
    return request.texts_changed_at


def etag(request, *args, **kwargs):
    """Changes with the texts, the trail, the day, the language and the templates."""
    if request.user.is_authenticated:
        return None
    parts = (changed_at(request), latest(), get_language(), TEMPLATES, settings.DEMO)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
