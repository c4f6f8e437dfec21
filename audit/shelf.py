"""Public pages kept ready to hand, each with the stamp that says whether it holds.

A page is made once for all strangers and handed out again before sessions, languages
and messages are looked at, as long as nothing that it may show has changed. A proxy
may keep it for a second, a phone for as long as it is told that nothing changed. Who
is signed in, or has a session of any kind, never meets the shelf, and gets pages that
nobody else may keep.
"""

from functools import wraps
from hashlib import sha256
from time import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import http_date, parse_http_date
from django.utils.translation import get_language
from django.views.decorators.http import condition

from audit import stamp

PROXY_SECONDS = 1
KEPT_SECONDS = 3600  # the stamp decides; this only empties what nobody asks for
LARGEST = 2_000_000  # bytes
OWN_COOKIES = {
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,  # a form's token is for its own reader
    "messages",
}


def is_stranger(request):
    """Whether all who ask like this get the same answer."""
    return request.method in {"GET", "HEAD"} and OWN_COOKIES.isdisjoint(request.COOKIES)


def shelved(view):
    """A public page: strangers share it, with an ETag taken over what it shows."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not is_stranger(request) or request.user.is_authenticated:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        request.shelf_stamp = before = stamp.latest()
        response = view(request, *args, **kwargs)
        if not before or response.status_code not in {200, 304}:
            patch_cache_control(response, no_cache=True)
            return response
        patch_cache_control(response, public=True, max_age=0, s_maxage=PROXY_SECONDS)
        if response.status_code == 200:
            tag = sha256(response.content).hexdigest()[:32]
            response.headers.setdefault("ETag", f'"{tag}"')
            response.shelf_stamp = before
        return response

    return answer


def tag_of_data(request, *args, **kwargs):
    """What a file of data depends on: the trail, the day, who asks, and for what."""
    found = getattr(request, "shelf_stamp", None) or stamp.latest()
    if found is None:
        return None
    trail, _moment, _hour = found
    reader, address = request.user.pk, request.get_full_path()
    parts = (trail, timezone.localdate(), reader, address, get_language())
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


# A file of data is not even made for who has it, signed in or not.
revalidated = condition(etag_func=tag_of_data)


class ShelfMiddleware:
    """Hands out a page that still holds; keeps what `shelved` views made."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_stranger(request):
            return private(self.get_response(request))
        place, begun = place_of(request), time()
        kept = caches["memory"].get(place)
        if kept and kept[0] == stamp.latest():
            return conditional(request, HttpResponse(kept[1], headers=kept[2]))
        response = self.get_response(request)
        if response.cookies or not hasattr(response, "shelf_stamp"):
            return private(response)
        put(place, response, kept, begun)
        return conditional(request, response)


def private(response):
    """What does not say that it may be shared is for its reader alone."""
    shown = response.headers.get("Cache-Control", "")
    if not shown or (response.cookies and "public" in shown):
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def place_of(request):
    """One for each address and packing; a host that is not ours is refused here too."""
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    name = f"{zipped} {request.method} {request.get_host()} {request.get_full_path()}"
    return f"page-{sha256(name.encode()).hexdigest()}"


def put(place, response, before, begun):
    """Keep a page; one that is as it was keeps the moment at which it became so."""
    is_same = before and before[2]["ETag"] == response["ETag"]
    changed = before[2]["Last-Modified"] if is_same else http_date(begun)
    response.headers.setdefault("Last-Modified", changed)
    vary_by_cookie(response)
    if len(response.content) <= LARGEST:
        kept = (response.shelf_stamp, response.content, dict(response.items()))
        caches["memory"].set(place, kept, KEPT_SECONDS)


def vary_by_cookie(response):
    """And not by language: it stands in the address, whatever the browser prefers."""
    patch_vary_headers(response, ["Cookie"])
    names = response["Vary"].split(", ")
    response["Vary"] = ", ".join(name for name in names if name != "Accept-Language")


def conditional(request, response):
    """304 for who has the page already."""
    return get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=parse_http_date(response["Last-Modified"]),
        response=response,
    )
