"""An address was changed by whoever manages users: its owner hears of it there."""

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.people import address_changed
from notices import outbox
from notices.account_letters import recipient, write
from notices.kinds import Kind, Recipient, nothing, register

OLD, NEW = "accounts.address_left", "accounts.address_taken"


@receiver(address_changed)
def tell(sender, user, old, **kwargs):
    """Write to both addresses, in the transaction of the change."""
    occurrence = f"{timezone.now():%Y-%m-%dT%H:%M:%S}"
    left = Recipient(old, user.name, user.language)
    outbox.post(OLD, user, left, occurrence)
    outbox.post(NEW, user, recipient(user), occurrence)


def is_changed_back(notice):
    if notice.about.email.lower() == notice.email:
        return gettext("The address was changed back.")
    return ""


def is_left(notice):
    if notice.about.email.lower() != notice.email:
        return gettext("The address was changed again.")
    return ""


def old_address(notice):
    return write(
        "address_left",
        gettext("Your address on %(portal)s was changed")
        % {"portal": settings.PORTAL_NAME},
        user=notice.about,
        address=notice.email,
        new_address=masked(notice.about.email),
        url=settings.PORTAL_URL + reverse("accounts:directory"),
    )


def new_address(notice):
    return write(
        "address_taken",
        gettext("%(portal)s now writes to you here") % {"portal": settings.PORTAL_NAME},
        user=notice.about,
        address=notice.email,
        url=settings.PORTAL_URL + reverse("notices:preferences"),
    )


def masked(email):
    """a…@example.org: enough to know one's own, too little to write to."""
    local, _at, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"


for code, name, still_true, letter in (
    (OLD, _("Address of the account changed"), is_changed_back, old_address),
    (NEW, _("New address of the account"), is_left, new_address),
):
    register(
        Kind(
            code=code,
            name=name,
            reason=_(
                "You receive this letter because the address of your account was "
                "changed by whoever manages the portal's users."
            ),
            owed=nothing,
            still_true=still_true,
            letter=letter,
            is_urgent=True,
            every_change=True,
        )
    )
