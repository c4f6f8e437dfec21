"""One click stops a kind of letter for one recipient (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from notices.models import Preference

SALT = "notices.unsubscribe"


def url(notice):
    token = signing.dumps([notice.kind, notice.user_id, notice.email], salt=SALT)
    return settings.PORTAL_URL + reverse("notices:unsubscribe", args=[token])


def read(token):
    """Kind, person and address of a token; raises signing.BadSignature."""
    return signing.loads(token, salt=SALT)


def stop(kind, user_id, email):
    """Turn a kind off for a person, or for an address without an account."""
    who = {"user_id": user_id, "email": ""} if user_id else {"email": email}
    Preference.objects.update_or_create(
        kind=kind, **{"user": None} | who, defaults={"how": Preference.How.OFF}
    )
