"""How allauth's second factor fits this portal: secrets, names, and who must have it."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from audit import connection

STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def vault():
    """Encrypts with a key drawn from SECRET_KEY; older keys still open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"mfa {k}".encode()).digest()))
        for k in keys
    )


def is_set_up(user):
    """Whether somebody has a second factor other than a sheet of codes."""
    return Authenticator.objects.filter(user=user, type__in=STRONG).exists()


def was_used(request):
    """Whether this session was opened, or confirmed, with a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def note_use(request, user, authenticator):
    """Setting a factor up proves it: the session counts as opened with it."""
    record_authentication(
        request, user, "mfa", type=authenticator.type, id=authenticator.pk
    )


class Adapter(DefaultMFAAdapter):
    """Secrets are stored encrypted; whoever needs a factor keeps the last one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or no longer. Try the next one."),
        "cannot_delete_authenticator": _(
            "Your work needs a second step at sign-in. Set up another one first."
        ),
    }

    def get_totp_issuer(self):
        return settings.PORTAL_NAME

    def _get_site_name(self):
        return settings.PORTAL_NAME

    def encrypt(self, text):
        return vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return vault().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        others = Authenticator.objects.filter(
            user=authenticator.user, type__in=STRONG
        ).exclude(pk=authenticator.pk)
        is_free = not settings.SECOND_FACTOR_REQUIRED
        return (
            is_free or others.exists() or not authenticator.user.needs_second_factor()
        )


class AccountAdapter(DefaultAccountAdapter):
    """Where a request comes from, and where signing in leads to."""

    def get_client_ip(self, request):
        return connection.address(request)

    def get_login_redirect_url(self, request):
        with override(request.user.language):
            return reverse("dashboard")
