"""Texts kept on a phone: the worker that answers without network, and their list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control

from audit.shelf import shelved


@login_not_required
@cache_control(no_cache=True)
def keeper(request):
    """The service worker; from this address it may answer for the whole portal."""
    return HttpResponse(
        render_to_string("instructions/keeper.js"),
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": "/"},
    )


@login_not_required
@shelved
def kept(request):
    return render(request, "instructions/kept.html")
