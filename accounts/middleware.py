from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import second_factor

# What stays open to somebody who still has to prove a second factor.
OPEN = {
    "account_login",
    "accounts:login",
    "accounts:logout",
    "healthz",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "readyz",
}
# And to whoever has none yet. Where there is one, the password alone must neither show
# the recovery codes nor add a passkey: a session may be older than the factor.
OPEN_TO_SET_UP = {"account_reauthenticate", "accounts:password_change"}


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
        if name in OPEN or second_factor.was_used(request):
            return None
        if second_factor.is_set_up(request.user):
            asked = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mfa_reauthenticate')}?{asked}")
        if name in OPEN_TO_SET_UP or name.startswith("mfa_"):
            return None
        if not request.user.needs_second_factor():
            return None
        messages.warning(
            request, _("Your work needs a second step at sign-in. Set one up first.")
        )
        return redirect("mfa_index")
