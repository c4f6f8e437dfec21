"""Turn a letter into a message: frame, calendar part, headers."""

import re
from functools import lru_cache

from django.conf import settings
from django.template.defaultfilters import linebreaks, urlize
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import override

from notices import unsubscribe
from notices.mime import Mail
from notices.models.notice import mail_domain
from notices.sharing import Form, HtmlForm, blank


def compose(notice, kind):
    """The message of one notice, in the recipient's language, as things stand now."""
    with override(notice.language):
        letter = kind.letter(notice)
        return message(notice, kind, letter)


def message(notice, kind, letter):
    text, html = frame(
        notice.language,
        settings.PORTAL_NAME,
        str(kind.reason),
        preferences_url() if notice.user_id else "",
        kind.is_subscription,
    )
    own = {
        "subject": letter.subject,
        "text": letter.text.rstrip(),
        "html": mark_safe(letter.html or linebreaks(urlize(letter.text))),  # noqa: S308
        "unsubscribe": unsubscribe.url(notice) if kind.is_subscription else "",
    }
    mail = Mail(
        subject=re.sub(r"\s+", " ", letter.subject).strip(),
        body=text.filled(own),
        to=[mailbox(notice.name, notice.email)],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers(notice, kind, letter, own["unsubscribe"]),
        calendar=letter.calendar,
        method=letter.method,
    )
    mail.attach_alternative(html.filled(own), "text/html")
    for name, content, content_type in letter.attachments:
        mail.attach(name, content, content_type)
    return mail


@lru_cache(256)
def frame(language, portal_name, reason, preferences_url, is_subscription):
    """What stands around the letters of a kind, with blanks for what they say."""
    context = {
        "subject": blank("subject"),
        "text": blank("text"),
        "html": blank("html"),
        "language": language,
        "portal_name": portal_name,
        "reason": reason,
        "unsubscribe_url": blank("unsubscribe") if is_subscription else "",
        "preferences_url": preferences_url,
    }
    return (
        Form(render_to_string("notices/emails/frame.txt", context)),
        HtmlForm(render_to_string("notices/emails/frame.html", context)),
    )


def headers(notice, kind, letter, unsubscribe_url):
    found = {
        "Message-ID": notice.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if letter.thread:
        root = f"<{re.sub(r'[^A-Za-z0-9.-]', '-', letter.thread)}@{mail_domain()}>"
        found |= {"References": root, "In-Reply-To": root}
    if kind.is_subscription:
        found["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def mailbox(name, email):
    """A name and an address as one header wants them, whatever the name holds."""
    name = re.sub(r'[\\"<>,\s]+', " ", name).strip()
    return f'"{name}" <{email}>' if name else email


def preferences_url():
    return settings.PORTAL_URL + reverse("notices:preferences")
