"""Note an address that refuses letters; who manages users hears of it."""

import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices import outbox
from notices.account_letters import manages_users
from notices.kinds import Kind, Letter, Recipient, nothing, register
from notices.models import Address, Notice, Reply

CODE = "notices.bounced"
LINE = re.MULTILINE | re.IGNORECASE
STATUS = re.compile(r"^Status:\s*(\d\.\d+\.\d+)", LINE)
RECIPIENT = re.compile(r"^(?:Final|Original)-Recipient:\s*[^;\n]*;\s*(\S+)", LINE)
DIAGNOSTIC = re.compile(r"^Diagnostic-Code:[ \t]*((?:.*\n[ \t]+)*.*)", LINE)
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


def is_report(message):
    return message.get_content_type() == "multipart/report"


def note_report(message):
    """What became of a delivery report (RFC 3464): noted, ignored, or not believed.

    Anybody can send a report: it must hold the Message-ID of a letter that went to
    the very address which, it says, takes no letters. A delay is no refusal.
    """
    text = "\n".join(part.as_string() for part in message.walk())
    status = first(STATUS, text)
    if status and not status.startswith("5"):
        return Reply.Outcome.IGNORED
    notice = letter_of(text)
    if not status or notice is None:
        return Reply.Outcome.ASIDE
    said = re.sub(r"\s+", " ", first(DIAGNOSTIC, text)).strip()
    reason = gettext("A delivery report came back: %(said)s") % {"said": said or status}
    Notice.objects.filter(pk=notice.pk, state=Notice.State.SENT).update(
        state=Notice.State.UNDELIVERABLE, reason=reason[:1000]
    )
    note(notice.email, reason[:1000])
    return Reply.Outcome.BOUNCE


def letter_of(text):
    """The letter of ours that a report is about, if it went to whom the report names."""
    recipient = first(RECIPIENT, text).strip("<>").lower()
    found = {match[0]: int(match[1]) for match in OUR_ID.finditer(text)}
    for notice in Notice.objects.filter(pk__in=found.values(), email=recipient):
        if notice.message_id in found:
            return notice
    return None


def first(pattern, text):
    match = pattern.search(text)
    return match[1] if match else ""


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
        concerns=manages_users,
    )
)
