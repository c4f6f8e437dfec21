"""What accounts themselves hold about a person."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    AccessRequest,
    Mandate,
    PasswordLink,
    ResetAsked,
    SavedSearch,
    User,
)
from accounts.privacy import NOBODY, Holding
from audit.models import Detail


def of_user(model):
    return lambda user: model.objects.filter(user=user)


HOLDINGS = [
    Holding(
        _("Account"),
        _("signing in, and writing to the person"),
        _("until erasure, which a person may ask for once the account is closed"),
        lambda user: User.objects.filter(pk=user.pk),
        ("email", "name", "phone", "language", "date_joined", "last_login"),
        {"email": f"erased-{{pk}}@{NOBODY}", "name": "–", "phone": "", "password": "!"},
    ),
    Holding(
        _("Mandates"),
        _("who speaks for which organisation, and since when"),
        _("for good: the record belongs to functions; the name goes with the account"),
        of_user(Mandate),
        ("organisation", "office", "function", "starts_on", "ends_on"),
    ),
    Holding(
        _("Requests for access"),
        _("deciding who gets an account"),
        _("one year after the decision"),
        lambda user: AccessRequest.objects.filter(email=user.email),
        ("email", "name", "phone", "function", "message", "asked_at"),
        is_removed=True,
    ),
    Holding(
        _("Links to set a password"),
        _("letting only the owner of the address set it"),
        _("until erasure; the secret itself is never stored"),
        of_user(PasswordLink),
        ("purpose", "asked_at"),
        is_removed=True,
    ),
    Holding(
        _("Addresses for which a new password was asked"),
        _("sending the link, without telling who asks whether there is an account"),
        _("until a worker has looked, less than a minute"),
        lambda user: ResetAsked.objects.filter(email=user.email),
        ("asked_at",),
        is_removed=True,
    ),
    Holding(
        _("Second steps at sign-in"),
        _("showing that it is the same person; secrets are encrypted"),
        _("until the person removes them"),
        of_user(Authenticator),
        ("type", "created_at", "last_used_at"),
        is_removed=True,
    ),
    Holding(
        _("Saved searches"),
        _("finding a list again with its filters; only the person sees them"),
        _("until the person removes them"),
        of_user(SavedSearch),
        ("name", "address", "kept_at"),
        is_removed=True,
    ),
    Holding(
        _("Sessions"),
        _("showing a person where they are signed in: address and browser"),
        _("until signed out, two weeks at most"),
        of_user(UserSession),
        ("ip", "user_agent", "created_at", "last_seen_at"),
        is_removed=True,
    ),
    Holding(
        _("Audit trail"),
        _("who changed what, and from which address, for the auditors"),
        _("addresses one year; names until erasure; that something was done, for good"),
        lambda user: Detail.objects.filter(
            entry__about_type="accounts.user", entry__about_id=str(user.pk)
        ).select_related("entry"),
        ("entry", "before", "after", "reason", "origin"),
    ),
]
