"""What is answered when a page cannot be made."""

import sys

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error as breakdown

from portal.away import SECONDS, is_away

WORDS = "The portal is being repaired. Nothing was saved; please try again soon."


def server_error(request):
    """503 while what the portal stands on is away, else the page of a breakdown."""
    if not is_away(sys.exc_info()[1]):
        return breakdown(request)
    if wants_json(request):
        response = JsonResponse({"error": WORDS, "retry_after": SECONDS})
    else:
        response = HttpResponse(render_to_string("503.html"))
    response.status_code = 503
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def wants_json(request):
    return request.path.endswith(".json") or "application/json" in request.headers.get(
        "Accept", ""
    )
