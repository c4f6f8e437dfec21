from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import second_factor

# What stays open to somebody who still has to prove or to set up a second factor.
OPEN = {
    "account_login",
    "account_reauthenticate",
    "accounts:login",
    "accounts:logout",
    "accounts:password_change",
    "healthz",
    "readyz",
}


class SecondFactorMiddleware:
    """Lets nobody who needs a second factor go on without it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if name in OPEN or name.startswith("mfa_") or second_factor.was_used(request):
            return None
        if second_factor.is_set_up(request.user):
            asked = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mfa_reauthenticate')}?{asked}")
        if not request.user.needs_second_factor():
            return None
        messages.warning(
            request, _("Your work needs a second step at sign-in. Set one up first.")
        )
        return redirect("mfa_index")
