"""For whoever watches the machine: is it alive, may it be sent visitors?"""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import notices.health
from portal.away import is_away


@never_cache
@login_not_required
@require_safe
def healthz(request):
    """Alive: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@login_not_required
@require_safe
def readyz(request):
    """Ready: 503 where something is missing that a page needs.

    A broker that is down is told and breaks nothing: pages work, letters wait. A
    letter that has waited for ten minutes means that nobody sends.
    """
    parts = {"database": database(), "broker": broker(), "files": files()}
    if parts["database"] == "ok":
        parts["outbox"] = outbox()
    ready = (
        parts["database"] == "ok"
        and parts["files"] != "down"
        and parts["outbox"]["state"] == "ok"
    )
    return JsonResponse(parts, status=200 if ready else 503)


def outbox():
    age = notices.health.oldest_due_age()
    return {
        "state": "late" if age > notices.health.TOO_OLD else "ok",
        "oldest_due_seconds": int(age.total_seconds()),
    }


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "down"
    return "ok"


def files():
    """The shared store answers, whether or not it holds such a file."""
    if not settings.S3_URL:
        return "local"
    try:
        default_storage.exists("readyz")
    except Exception as error:
        if not is_away(error):
            raise
        return "down"
    return "ok"


def broker():
    if not settings.REDIS_URL:
        return "not used"
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2
        ) as client:
            client.ping()
    except redis.RedisError:
        return "down"
    return "ok"
