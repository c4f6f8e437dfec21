"""Turn a letter into a message: frame, calendar part, headers."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from notices import unsubscribe
from notices.mime import Mail
from notices.models.notice import mail_domain


def compose(notice, kind):
    """The message of one notice, in the recipient's language, as things stand now."""
    with override(notice.language):
        letter = kind.letter(notice)
        return message(notice, kind, letter)


def message(notice, kind, letter):
    frame = {
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "language": notice.language,
        "portal_name": settings.PORTAL_NAME,
        "reason": kind.reason,
        "unsubscribe_url": unsubscribe.url(notice) if kind.is_subscription else "",
        "preferences_url": preferences_url() if notice.user_id else "",
    }
    mail = Mail(
        subject=re.sub(r"\s+", " ", letter.subject).strip(),
        body=render_to_string("notices/emails/frame.txt", frame),
        to=[mailbox(notice.name, notice.email)],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers(notice, kind, letter),
        calendar=letter.calendar,
        method=letter.method,
    )
    mail.attach_alternative(
        render_to_string("notices/emails/frame.html", frame), "text/html"
    )
    for name, content, content_type in letter.attachments:
        mail.attach(name, content, content_type)
    return mail


def headers(notice, kind, letter):
    found = {
        "Message-ID": notice.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if letter.thread:
        root = f"<{re.sub(r'[^A-Za-z0-9.-]', '-', letter.thread)}@{mail_domain()}>"
        found |= {"References": root, "In-Reply-To": root}
    if kind.is_subscription:
        found["List-Unsubscribe"] = f"<{unsubscribe.url(notice)}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def mailbox(name, email):
    """A name and an address as one header wants them, whatever the name holds."""
    name = re.sub(r'[\\"<>,\s]+', " ", name).strip()
    return f'"{name}" <{email}>' if name else email


def preferences_url():
    return settings.PORTAL_URL + reverse("notices:preferences")
