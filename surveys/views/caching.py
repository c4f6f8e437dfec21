"""What a proxy, a phone and this process may keep of a page."""

from functools import wraps
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db.models import Max
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from commitments.models import Commitment
from surveys.models import Version

MINUTE = 60


def stamp():
    """Changes with any version and any promise: no kept page outlives a step."""
    states = Version.objects.order_by("pk").values_list("pk", "state")
    promised = Commitment.objects.aggregate(Max("changed_at"))["changed_at__max"]
    return ",".join([*(f"{pk}{state}" for pk, state in states), str(promised)])


def open_page(view):
    """A page for everybody: a stranger's copy is good for a minute, others' is private.

    An address that answers 404 before the embargo leaves no copy behind.
    """

    @login_not_required
    @wraps(view)
    def shown(request, *args, **kwargs):
        if request.user.is_authenticated or request.method != "GET":
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        response = kept(view, request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=MINUTE)
        patch_vary_headers(response, ["Cookie"])
        return response

    return shown


def kept(view, request, *args, **kwargs):
    """The page as a stranger reads it, rendered once a minute and after each step."""
    about = f"{get_language()} {request.get_full_path()} {stamp()}"
    key = f"survey-page-{sha256(about.encode()).hexdigest()}"
    made = caches["memory"].get(key)
    if made is None:
        response = view(request, *args, **kwargs)
        made = (response.content, response["Content-Type"])
        caches["memory"].set(key, made, MINUTE)
    return HttpResponse(made[0], content_type=made[1])
