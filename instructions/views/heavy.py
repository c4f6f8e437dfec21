"""A search that the database gave up is answered with a sentence."""

from functools import wraps

from django.http import HttpResponse
from django.utils.translation import gettext as _

from instructions.search.fuse import TooHeavy


def told_when_heavy(view):
    """For what machines read; the library has a page of its own for it."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except TooHeavy:
            return HttpResponse(
                _("This search takes too long: choose more precise words."),
                content_type="text/plain; charset=utf-8",
                status=503,
            )

    return answer
