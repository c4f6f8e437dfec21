"""Read the mailbox that IMAP_URL names; what was taken is marked as seen."""

import imaplib
import logging
import ssl
from urllib.parse import unquote, urlsplit

from notices.replies.receiving import receive

logger = logging.getLogger(__name__)
TIMEOUT = 20
AT_ONCE = 100


def read(address):
    """Take every unseen message, each marked only after it is recorded."""
    url = urlsplit(address)
    with connected(url) as mailbox:
        mailbox.login(unquote(url.username or ""), unquote(url.password or ""))
        answer(mailbox.select(unquote(url.path.strip("/")) or "INBOX"))
        (found,) = answer(mailbox.uid("SEARCH", "UNSEEN"))
        for uid in (found or b"").decode().split()[:AT_ONCE]:
            take(mailbox, uid)


def connected(url):
    if url.scheme == "imaps":
        return imaplib.IMAP4_SSL(
            url.hostname,
            url.port or 993,
            timeout=TIMEOUT,
            ssl_context=ssl.create_default_context(),
        )
    return imaplib.IMAP4(url.hostname, url.port or 143, timeout=TIMEOUT)


def take(mailbox, uid):
    fetched = answer(mailbox.uid("FETCH", uid, "(BODY.PEEK[])"))
    raw = next((part[1] for part in fetched if isinstance(part, tuple)), None)
    if raw is None:
        return
    logger.info("Reply by mail: %s", receive(raw))
    answer(mailbox.uid("STORE", uid, "+FLAGS", r"(\Seen)"))


def answer(response):
    status, data = response
    if status != "OK":
        raise imaplib.IMAP4.error(f"The mailbox answers {status}: {data!r}")
    return data
