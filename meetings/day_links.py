"""The link of a letter that speaks for one registration for a day."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from meetings.models import Registration

SIGNER = Signer(salt="meetings.day", sep=".")


def token(registration):
    return SIGNER.sign(f"{registration.pk}-{registration.round}")


def path(registration):
    return reverse("meetings:day_own", args=[token(registration)])


def address(registration):
    """The whole address, in the language that is active."""
    return settings.PORTAL_URL + path(registration)


def registration_of(token):
    """Whom a link speaks for; nobody where it is damaged, or of an earlier round."""
    try:
        pk, number = map(int, SIGNER.unsign(token).split("-"))
    except (BadSignature, ValueError):
        return None
    found = Registration.objects.filter(pk=pk, round=number)
    return found.select_related(
        "reception__meeting__programme",
        "reception__meeting__room",
        "reception__meeting__committee",
        "reception__meeting__lead",
        "organisation",
    ).first()
