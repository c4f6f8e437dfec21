"""Ask before what cannot be taken back; the page needs no script."""

from functools import wraps
from urllib.parse import urlsplit

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

OWN = {"ask", "csrfmiddlewaretoken"}


def asks_first(question, consequence, button):
    """A form that sends `ask` gets a page with the question; its button does it."""

    def decorate(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            if request.method != "POST" or "ask" not in request.POST:
                return view(request, *args, **kwargs)
            context = {
                "question": question,
                "consequence": consequence,
                "button": button,
                "fields": [pair for pair in request.POST.items() if pair[0] not in OWN],
                "back": came_from(request),
            }
            return render(request, "audit/sure.html", context)

        return asked

    return decorate


def came_from(request):
    """The page of ours with the button, or home."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return "/"
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
