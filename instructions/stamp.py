"""A cheap stamp of everything a text page may show, for ETag and Last-Modified."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from instructions.models import Instruction

# A page changes with its template too: this is read once, when the process starts.
TEMPLATES = max(
    path.stat().st_mtime_ns
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*")
)


def changed_at(request, *args, **kwargs):
    """When any text last changed, for a stranger; who signed in sees own things."""
    if request.user.is_authenticated:
        return None
    if not hasattr(request, "texts_changed_at"):
        request.texts_changed_at = Instruction.objects.aggregate(at=Max("updated_at"))[
            "at"
        ]
    return request.texts_changed_at


def etag(request, *args, **kwargs):
    """Changes with the texts, the day, the language and the templates."""
    changed = changed_at(request)
    if request.user.is_authenticated:
        return None
    parts = (changed, timezone.localdate(), get_language(), TEMPLATES, settings.DEMO)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
