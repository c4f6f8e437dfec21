"""A report that a letter could not be delivered marks the address, if it is believed."""

import pytest
from django.utils.translation import gettext

from notices.models import Address, Notice, Reply
from notices.replies.receiving import receive
from notices.tasks import read_replies
from tests.imap import mailbox

pytestmark = pytest.mark.usefixtures("news_kind")
SAID = "smtp; 550 5.1.1 <gone@example.org>: Recipient address rejected: User unknown"


def report(message_id, recipient="gone@example.org", status="5.1.1", action="failed"):
    """What Postfix sends back (RFC 3464), as it comes out of a mailbox."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: portail@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1/mx"

--B1/mx
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B1/mx
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4F2

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>:
    Recipient address rejected: User unknown

--B1/mx
Content-Type: text/rfc822-headers

Message-ID: {message_id}
To: <{recipient}>
Subject: News

--B1/mx--
""".replace("\n", "\r\n").encode()


@pytest.fixture
def sent(post, deliver):
    notice = post("gone@example.org")
    deliver()
    notice.refresh_from_db()
    assert notice.state == "sent"
    return notice


def noted():
    return list(Address.objects.values_list("email", "reason"))


def test_a_report_in_the_mailbox_marks_the_address_and_the_letter(
    sent, post, deliver, settings, user_manager
):
    with mailbox() as server:
        server.messages.append(report(sent.message_id))
        settings.IMAP_URL = server.url
        read_replies()
        assert server.seen == {1}

    reason = gettext("A delivery report came back: %(said)s") % {"said": SAID}
    assert noted() == [("gone@example.org", reason)]
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == ("undeliverable", reason)
    assert Reply.objects.get().outcome == "bounce"
    told = Notice.objects.get(kind="notices.bounced")
    assert told.email == user_manager.email

    later = post("gone@example.org", occurrence="2")
    deliver()
    later.refresh_from_db()
    assert (later.state, later.attempts) == ("undeliverable", 0)


def test_the_same_report_twice_marks_once(sent, user_manager):
    assert receive(report(sent.message_id)) == "bounce"
    assert receive(report(sent.message_id)) == "known"
    assert Notice.objects.filter(kind="notices.bounced").count() == 1


def test_a_delay_is_no_refusal(sent):
    raw = report(sent.message_id, status="4.4.1", action="delayed")

    assert receive(raw) == "ignored"
    assert noted() == []


@pytest.mark.parametrize(
    "forged",
    [
        {"message_id": "<20260101000000.1@example.org>"},
        {"recipient": "officer@example.org"},
        {"status": "certainly not"},
    ],
)
def test_a_report_about_no_letter_to_that_person_is_kept_aside(sent, forged):
    raw = report(**({"message_id": sent.message_id} | forged))

    assert receive(raw) == "aside"
    assert noted() == []
    sent.refresh_from_db()
    assert sent.state == "sent"
