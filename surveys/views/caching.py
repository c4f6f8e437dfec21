"""What a proxy or a phone may keep of a page."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.utils.cache import patch_cache_control, patch_vary_headers

MINUTE = 60


def open_page(view):
    """A page for everybody: a stranger's copy is good for a minute, others' is private.

    An address that answers 404 before the embargo leaves no copy behind.
    """

    @login_not_required
    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=MINUTE)
            patch_vary_headers(response, ["Cookie"])
        return response

    return shown
