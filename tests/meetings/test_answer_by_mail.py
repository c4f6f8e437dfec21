"""A calendar's answer by mail changes one guest's answer of one meeting, or nothing."""

import imaplib
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from meetings import calendars
from meetings.models import Delegate, Invitation, Meeting
from notices.models import Reply
from notices.replies.receiving import receive
from notices.tasks import read_replies
from tests.imap import mailbox

OUTCOME = Reply.Outcome


@pytest.fixture
def convened(meeting, broker, carriers, carrier):
    """A convened meeting with two guests, both silent so far."""
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CONVENED, convened_at=timezone.now(), sequence=2
    )
    meeting.refresh_from_db()
    other = Invitation.objects.create(meeting=meeting, organisation=carriers)
    for invitation, user in ((meeting.invitations.first(), broker), (other, carrier)):
        Delegate.objects.create(
            invitation=invitation, user=user, name=user.name, email=user.email
        )
    return meeting


@pytest.fixture
def guest(convened, broker):
    return Delegate.objects.get(email=broker.email)


def message(meeting, guest, **changes):
    """The answer as a calendar sends it, with what a test changes."""
    values = {
        "method": "REPLY",
        "uid": calendars.uid(meeting),
        "sequence": meeting.sequence,
        "attendee": guest.email,
        "partstat": "ACCEPTED",
        "sender": guest.email,
        "to": f"rsvp+{guest.rsvp_token}@example.org",
        "stamp": timezone.now() + timedelta(seconds=5),
        "more": "",
    } | changes
    calendar = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
            "VERSION:2.0",
            f"METHOD:{values['method']}",
            "BEGIN:VEVENT",
            f"UID:{values['uid']}",
            f"SEQUENCE:{values['sequence']}",
            f"DTSTAMP:{values['stamp']:%Y%m%dT%H%M%SZ}",
            f"ORGANIZER:mailto:{values['to']}",
            f"ATTENDEE;PARTSTAT={values['partstat']}{values['more']}:mailto:"
            f"{values['attendee']}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )
    letter = EmailMessage()
    letter["From"] = f"Somebody <{values['sender']}>"
    letter["To"] = values["to"]
    letter["Subject"] = "Accepted"
    letter.set_content("Somebody has accepted.")
    letter.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    return letter.as_bytes()


def answers():
    rows = Delegate.objects.order_by("email")
    return [(row.email, row.answer, row.answered_via) for row in rows]


SILENT = [
    ("broker@example.org", "pending", ""),
    ("carrier@example.org", "pending", ""),
]


@pytest.mark.parametrize(
    ("partstat", "answer"),
    [("ACCEPTED", "accepted"), ("TENTATIVE", "tentative"), ("DECLINED", "declined")],
)
def test_a_reply_changes_the_answer_of_that_guest_and_of_nobody_else(
    convened, guest, partstat, answer
):
    assert receive(message(convened, guest, partstat=partstat)) == OUTCOME.RECORDED
    assert answers() == [
        ("broker@example.org", answer, "mail"),
        ("carrier@example.org", "pending", ""),
    ]


def test_whoever_comes_instead_is_noted(convened, guest):
    more = ';DELEGATED-TO="mailto:deputy@example.org"'
    receive(message(convened, guest, partstat="DELEGATED", more=more))

    guest.refresh_from_db()
    assert (guest.answer, guest.represented_by) == (
        "represented",
        "deputy@example.org",
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"uid": "c2a9be52-5e0b-4b6e-9d0a-2f4f3f3f3f3f@testserver"},
            "The answer is about nothing that is known here.",
        ),
        (
            {"uid": "another@elsewhere.example"},
            "The answer is about nothing that is known here.",
        ),
        ({"sender": "eve@example.net"}, "The answer was sent by somebody else."),
        (
            {"attendee": "eve@example.net"},
            "The answer is in the name of somebody else.",
        ),
        (
            {"attendee": "carrier@example.org", "sender": "carrier@example.org"},
            "The answer is in the name of somebody else.",
        ),
        ({"sequence": 1}, "The answer is to another state of the meeting."),
        ({"sequence": 9}, "The answer is to another state of the meeting."),
        (
            {"to": "rsvp+AAAAAAAAAAAA@example.org"},
            "The address of the answer belongs to no guest.",
        ),
        (
            {"to": "portail@example.org"},
            "The address of the answer belongs to no guest.",
        ),
        ({"partstat": "NEEDS-ACTION"}, "The answer says neither yes nor no."),
        (
            {"method": "COUNTER"},
            "The calendar part is a COUNTER, not an answer.",
        ),
        ({"method": "REQUEST"}, "The calendar part is a REQUEST, not an answer."),
        ({"sequence": "x"}, "The answer cannot be read."),
    ],
)
@override_settings(LANGUAGE_CODE="en")
def test_what_is_forged_or_stale_changes_nothing_and_is_kept_aside(
    convened, guest, changes, reason
):
    assert receive(message(convened, guest, **changes)) == OUTCOME.ASIDE

    assert answers() == SILENT
    assert list(Reply.objects.values_list("outcome", "reason")) == [("aside", reason)]


def test_an_answer_older_than_the_last_one_is_kept_aside(convened, guest):
    receive(message(convened, guest, partstat="DECLINED"))
    earlier = timezone.now() - timedelta(hours=1)

    assert receive(message(convened, guest, stamp=earlier)) == OUTCOME.ASIDE
    guest.refresh_from_db()
    assert guest.answer == "declined"


def test_an_answer_to_a_cancelled_meeting_is_kept_aside(convened, guest):
    Meeting.objects.update(state=Meeting.State.CANCELLED)

    assert receive(message(convened, guest)) == OUTCOME.ASIDE
    assert answers() == SILENT


def test_the_same_message_is_taken_once(convened, guest):
    raw = message(convened, guest)

    assert [receive(raw), receive(raw)] == [OUTCOME.RECORDED, OUTCOME.KNOWN]
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"From: =?x?=\r\n\r\nBEGIN:VCALENDAR", b"A" * 2**21]
)
def test_rubbish_is_kept_aside_and_breaks_nothing(db, raw):
    assert receive(raw) == OUTCOME.ASIDE


def test_an_absence_note_is_ignored(db):
    note = b"From: a@example.org\r\nAuto-Submitted: auto-replied\r\n\r\nI am away."

    assert receive(note) == OUTCOME.IGNORED
    assert not Reply.objects.exists()


def test_a_mailbox_is_read_over_imap_and_each_message_once(convened, guest, settings):
    with mailbox() as server:
        server.messages += [message(convened, guest), b"Subject: Hello\r\n\r\nHello"]
        settings.IMAP_URL = server.url
        read_replies()
        read_replies()

        assert answers()[0] == ("broker@example.org", "accepted", "mail")
        assert server.seen == {1, 2}
        assert server.commands.count("FETCH") == 2
        assert sorted(Reply.objects.values_list("outcome", flat=True)) == [
            "aside",
            "recorded",
        ]


def test_a_wrong_password_is_an_error_that_the_log_shows(db, settings):
    with mailbox() as server:
        settings.IMAP_URL = server.url.replace("secret", "wrong")
        with pytest.raises(imaplib.IMAP4.error, match="wrong password"):
            read_replies()


def post(client, raw, secret):
    return client.post(
        reverse("notices:inbound"),
        raw,
        content_type="message/rfc822",
        headers={"authorization": f"Bearer {secret}"},
    )


def test_a_gateway_posts_with_its_secret(convened, guest, client, settings):
    settings.MAIL_GATEWAY_SECRET = "of the gateway"
    raw = message(convened, guest)

    assert post(client, raw, "guessed").status_code == 401
    assert answers() == SILENT
    assert post(client, raw, "of the gateway").json() == {"outcome": "recorded"}
    assert answers()[0] == ("broker@example.org", "accepted", "mail")
    assert post(client, b"A" * 2**21, "of the gateway").status_code == 413


def test_without_a_secret_there_is_no_gateway(client, db):
    assert post(client, b"", "").status_code == 404


def test_the_officer_reads_what_was_kept_aside_and_settles_it(
    convened, guest, client, officer, broker
):
    receive(message(convened, guest, sender="eve@example.net"))
    page = reverse("notices:replies")
    client.force_login(broker)
    assert client.get(page).status_code == 403

    client.force_login(officer)
    assert b"eve@example.net" in client.get(page).content
    client.post(reverse("notices:reply_settle", args=[Reply.objects.get().pk]))
    assert b"eve@example.net" not in client.get(page).content
    assert b"eve@example.net" in client.get(page, {"all": 1}).content
