import email

import pytest
from django.core import mail

from notices.kinds import Letter

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Réunion\r\nEND:VCALENDAR\r\n"


def parts(message):
    """Every part with its type and method, as a mail program walks them."""
    parsed = email.message_from_bytes(message.message().as_bytes())
    return parsed, [
        (part.get_content_type(), part.get_param("method"), part.get_filename())
        for part in parsed.walk()
    ]


@pytest.fixture
def convocation(register, post, deliver):
    def letter(notice):
        return Letter(
            subject="Convocation :\n" + "Agrément et cautions des transitaires " * 8,
            text="Répondez avant le 16 mars.",
            calendar=CALENDAR,
            method="REQUEST",
            reply_to="rsvp+abc@example.org",
            thread="meeting-118",
        )

    register(letter=letter)
    notice = post("Ada@example.org")
    return notice


def test_a_calendar_letter_is_built_as_gmail_outlook_and_apple_expect(
    convocation, deliver
):
    deliver()
    parsed, found = parts(mail.outbox[0])

    assert found == [
        ("multipart/mixed", None, None),
        ("multipart/alternative", None, None),
        ("text/plain", None, None),
        ("text/html", None, None),
        ("text/calendar", "REQUEST", None),
        ("application/ics", None, "invite.ics"),
    ]
    calendar, attached = list(parsed.walk())[4:6]
    assert calendar["Content-Type"] == 'text/calendar; method=REQUEST; charset="utf-8"'
    assert calendar.get_payload(decode=True).decode() == CALENDAR
    assert attached.get_payload(decode=True).decode() == CALENDAR


def test_the_headers_of_a_letter(convocation, deliver):
    deliver()
    parsed, _ = parts(mail.outbox[0])

    assert parsed["Message-ID"] == convocation.message_id
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["References"] == "<meeting-118@example.org>"
    assert parsed["In-Reply-To"] == "<meeting-118@example.org>"
    assert parsed["Reply-To"] == "rsvp+abc@example.org"
    assert parsed["List-Unsubscribe"] is None
    raw = mail.outbox[0].as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def test_a_letter_says_why_it_came_and_how_to_change_that(
    news_kind, post, deliver, broker
):
    post(broker.email, user=broker, language="en")
    deliver()

    (letter,) = mail.outbox
    assert letter.body == (
        "Good day Ada\n\n-- \nDialogue Douane–secteur privé\n"
        "You receive this letter because it is a test.\n"
        "Choose which letters you receive: "
        "http://testserver/en/letters/preferences/\n\n"
    )
    html = letter.alternatives[0].content
    assert "You receive this letter because it is a test." in html
    assert 'href="http://testserver/en/letters/preferences/"' in html


def test_a_letter_lands_whole_in_the_files_of_the_demonstration(
    news_kind, post, deliver, settings, tmp_path
):
    settings.EMAIL_BACKEND = "portal.mailbox.backend.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    post()
    deliver()

    (file,) = tmp_path.iterdir()
    found = email.message_from_bytes(file.read_bytes())
    assert found["To"] == '"Ada" <ada@example.org>'
    assert [part.get_content_type() for part in found.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
