"""How often a password may be wrong, so that nobody guesses and nobody is locked out.

Failures are counted for an account at one connection, and for a connection as a
whole; never for an account alone, because then anybody could lock its owner out. A
browser in which the owner has signed in before has a count of its own, which no
neighbour on the same connection can use up.
"""

import secrets
from math import ceil

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from accounts.models import User
from accounts.models.attempt import WINDOW, FailedSignIn
from audit import connection
from audit.refusal import Refused

COOKIE, SALT = "known", "accounts.known"
KNOWN_FOR = 180 * 24 * 60 * 60
AN_ACCOUNT_HERE, A_CONNECTION, A_KNOWN_BROWSER = 5, 50, 10


def seal(email):
    return salted_hmac("accounts.account", User.objects.normalize_email(email))


class Attempt:
    """Somebody at a connection tries the password of an account."""

    def __init__(self, request, email):
        self.account = seal(email).hexdigest()
        self.origin = connection.seal(request)
        self.device = self.known(request)

    def known(self, request):
        """The mark of a browser in which this very account has signed in."""
        try:
            account, mark = signing.loads(
                request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR
            )
        except (signing.BadSignature, TypeError, ValueError):
            return ""
        return mark if account == self.account else ""

    def counted(self):
        """The failures that count here, each list with the length it may reach."""
        failures = FailedSignIn.objects.recent().order_by("-at")
        if self.device:
            return [(failures.filter(device=self.device), A_KNOWN_BROWSER)]
        here = failures.filter(origin=self.origin, device="")
        return [
            (here.filter(account=self.account), AN_ACCOUNT_HERE),
            (here, A_CONNECTION),
        ]

    def check(self):
        """Refuse for as long as too many passwords were wrong."""
        for failures, most in self.counted():
            last = failures[:most].values_list("at", flat=True)
            if len(last) == most:
                left = last[most - 1] + WINDOW - timezone.now()
                minutes = max(1, ceil(left.total_seconds() / 60))
                raise Refused(
                    ngettext(
                        "Too many attempts. Try again in %(count)s minute, or have a "
                        "link sent to set a new password.",
                        "Too many attempts. Try again in %(count)s minutes, or have a "
                        "link sent to set a new password.",
                        minutes,
                    )
                    % {"count": minutes}
                )

    def failed(self):
        FailedSignIn.objects.stale().delete()
        FailedSignIn.objects.create(
            account=self.account, origin=self.origin, device=self.device
        )

    def succeeded(self):
        """What is counted against the owner here begins anew."""
        FailedSignIn.objects.filter(account=self.account, origin=self.origin).delete()


def remember(response, request, user):
    """Mark the browser in which somebody has signed in."""
    account = seal(user.email).hexdigest()
    mark = signing.dumps([account, secrets.token_urlsafe(12)], salt=SALT)
    response.set_cookie(
        COOKIE,
        mark,
        max_age=KNOWN_FOR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
