"""Public pages kept ready to hand, each with the stamp that says whether it holds.

A page is made once for all strangers and handed out again before sessions, languages
and messages are looked at, as long as nothing that it may show has changed. Who is
signed in, or has a session of any kind, never meets the shelf.
"""

import hashlib
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import http_date, parse_http_date_safe

from instructions import stamp

SECONDS = 60  # a consultation opens and closes at its hour, without any change
OWN_COOKIES = {settings.SESSION_COOKIE_NAME, "messages"}
pages = caches["memory"]


def may_stand_on(request):
    """Whether a request is a stranger's, so that all such get the same answer."""
    return request.method == "GET" and OWN_COOKIES.isdisjoint(request.COOKIES)


def place_of(request):
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    name = f"{zipped} {request.get_full_path()}"
    return f"text-page-{hashlib.sha256(name.encode()).hexdigest()}"


def shelved(view):
    """A public page that may be kept; its ETag is taken over what it shows."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not may_stand_on(request):
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        before = stamp.latest()
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, no_cache=True)
        if response.status_code == 200:
            response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response["Last-Modified"] = http_date(stamp.changed_at(request).timestamp())
            response.shelf_stamp = before
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer


class ShelfMiddleware:
    """Hands out a page that still holds; keeps what `shelved` views made."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not may_stand_on(request):
            return self.get_response(request)
        request.get_host()  # a host that is not ours is refused here too
        place = place_of(request)
        if kept := self.taken(place):
            return conditional(request, kept)
        response = self.get_response(request)
        before = getattr(response, "shelf_stamp", None)
        if before and not response.cookies:
            headers = dict(response.items())
            pages.set(place, (before, response.content, headers), SECONDS)
        return conditional(request, response)

    def taken(self, place):
        found = pages.get(place)
        if found is None or found[0] != stamp.latest():
            return None
        _before, content, headers = found
        return HttpResponse(content, headers=headers)


def conditional(request, response):
    """304 for who has the page already."""
    if "ETag" not in response or response.status_code != 200:
        return response
    return get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=parse_http_date_safe(response.get("Last-Modified", "")),
        response=response,
    )
