"""What letters hold about a person."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import NOBODY, Holding
from notices.models import Address, Notice, Preference, Reply

HOLDINGS = [
    Holding(
        _("Letters"),
        _("sending each letter once, and showing that it was sent"),
        _("two years after it was sent, unless the operator says otherwise"),
        lambda user: Notice.objects.filter(user=user),
        ("kind", "email", "name", "due_at", "ended_at", "state"),
        {"email": f"erased-{{pk}}@{NOBODY}", "name": "–"},
    ),
    Holding(
        _("Choices about letters"),
        _("sending what a person wants, when they want it"),
        _("until erasure"),
        lambda user: Preference.objects.filter(user=user),
        ("kind", "email"),
        is_removed=True,
    ),
    Holding(
        _("Addresses that refuse letters"),
        _("writing no more to an address that is dead"),
        _("until an administrator releases it"),
        lambda user: Address.objects.filter(email=user.email),
        ("email", "bounced_at", "reason"),
        is_removed=True,
    ),
    Holding(
        _("Answers that came by mail"),
        _("recording them, and settling those that do not fit"),
        _("until erasure; the body of a message is not kept"),
        lambda user: Reply.objects.filter(sender__iexact=user.email),
        ("received_at", "sender", "to", "subject", "outcome"),
        is_removed=True,
    ),
]
