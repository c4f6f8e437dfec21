"""Note an address that refuses letters; who manages users hears of it."""

import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices import outbox
from notices.kinds import Kind, Letter, Recipient, nothing, register
from notices.models import Address, Notice

CODE = "notices.bounced"
OUR_ID = re.compile(r"<\d{14}\.(\d{1,18})@[^<>\s]+>")


def note(email, reason):
    """Mark an address, and tell who manages users, once a day."""
    address, is_new = Address.objects.update_or_create(
        email=email.lower(),
        defaults={"bounced_at": timezone.now(), "reason": reason},
    )
    if is_new:
        people = [
            Recipient(user.email, user.name, user.language, user)
            for user in User.objects.user_managers()
            if user.email.lower() != address.email
        ]
        outbox.post_all(CODE, address, people, f"{timezone.localdate()}")


def refused_among(emails):
    """The addresses among these that refused a letter for good, with the reason."""
    return dict(Address.objects.filter(email__in=emails).values_list("email", "reason"))


def note_report(message):
    """Mark whom a delivery report names, where it is about a letter of ours.

    Anybody can send a report: it must hold the Message-ID of a letter to that person.
    """
    if message.get_content_type() != "multipart/report":
        return False
    text = "\n".join(part.as_string() for part in message.walk())
    if not re.search(r"^Status:\s*5\.\d+\.\d+", text, re.MULTILINE | re.IGNORECASE):
        return False
    found = {match[0]: int(match[1]) for match in OUR_ID.finditer(text)}
    for notice in Notice.objects.filter(pk__in=found.values()):
        if notice.message_id in found and names(text, notice.email):
            note(notice.email, gettext("A delivery report came back."))
            return True
    return False


def names(text, email):
    recipient = re.search(
        r"^(?:Final|Original)-Recipient:\s*[^;]*;\s*(\S+)",
        text,
        re.MULTILINE | re.IGNORECASE,
    )
    return bool(recipient) and recipient[1].strip("<>").lower() == email


def still_true(notice):
    return ""


def letter(notice):
    address = notice.about
    return Letter(
        subject=gettext("Letters no longer reach %(email)s") % {"email": address.email},
        text=gettext(
            "Please find out the right address of this person and correct it: the mail "
            "server refuses %(email)s, and nothing more is sent there.\n\n"
            "What it said: %(reason)s\n\n%(url)s"
        )
        % {
            "email": address.email,
            "reason": address.reason,
            "url": settings.PORTAL_URL + reverse("admin:accounts_user_changelist"),
        },
    )


register(
    Kind(
        code=CODE,
        name=_("Address that refuses letters"),
        reason=_("You receive this letter because you manage the portal's users."),
        owed=nothing,
        still_true=still_true,
        letter=letter,
        may_be_off=True,
    )
)
