from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse
from icalendar import Calendar, Event
from playwright.sync_api import expect

from portal.mailbox import letters

BACKEND = "portal.mailbox.backend.EmailBackend"


@pytest.fixture
def kept(settings, tmp_path):
    """The demonstration's folder of letters."""
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def invitation():
    event = Event()
    event.add("summary", "Réunion, Douane")
    event.add("dtstart", datetime(2027, 3, 16, 10, 30, tzinfo=UTC))
    calendar = Calendar()
    calendar.add("method", "REQUEST")
    calendar.add_component(event)
    return calendar.to_ical()


def send(to="fetram@example.org", subject="Réunion du 16 mars"):
    message = EmailMultiAlternatives(
        subject, "Répondez : https://example.org/a", to=[to]
    )
    message.attach_alternative(
        "<h1>Répondez</h1><script>alert(1)</script>", "text/html"
    )
    message.attach("invite.ics", invitation(), "text/calendar; method=REQUEST")
    get_connection(BACKEND).send_messages([message])
    return letters.names()[0]


def test_each_letter_is_a_file_of_its_own(kept):
    send(subject="Un")
    send(subject="Deux")

    found = letters.everything()
    assert [letter.message["Subject"] for letter in found] == ["Deux", "Un"]
    assert {path.suffix for path in kept.iterdir()} == {".eml"}
    assert mail.outbox == []


def test_the_mailbox_lists_letters_and_filters_them_by_recipient(kept, client):
    send("fetram@example.org", "Pour la FETRAM")
    send("gcm@example.org", "Pour le GCM")

    everything = client.get(reverse("mailbox:index")).content.decode()
    one = client.get(reverse("mailbox:index"), {"to": "gcm@example.org"})

    assert "Pour la FETRAM" in everything
    assert "Pour le GCM" in everything
    assert "Pour la FETRAM" not in one.content.decode()
    assert "Pour le GCM" in one.content.decode()


def test_an_empty_mailbox_says_so(kept, client):
    assert "No letter yet" in client.get("/en/demo/mailbox/").content.decode()


def test_a_letter_shows_text_links_and_the_calendars_fields(kept, client):
    page = client.get(reverse("mailbox:letter", args=[send()]))

    content = page.content.decode()
    assert '<a href="https://example.org/a"' in content
    assert "<dt>METHOD</dt><dd>REQUEST" in content
    assert "Réunion" in content
    assert "20270316T103000Z" in content
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_html_of_a_letter_stays_in_its_sandbox(kept, client):
    answer = client.get(reverse("mailbox:html", args=[send()]))

    policy = answer.headers["Content-Security-Policy"]
    assert answer.content.decode().startswith('<base target="_top"><h1>Répondez')
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_an_attachment_is_saved_as_it_was_sent(kept, client):
    answer = client.get(reverse("mailbox:part", args=[send(), 0]))

    assert answer.content == invitation()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="invite.ics"'


def test_the_source_of_a_letter_can_be_read(kept, client):
    answer = client.get(reverse("mailbox:source", args=[send()]))
    assert b"To: fetram@example.org" in answer.content


@pytest.mark.parametrize("name", ["letter", "html", "source"])
def test_a_letter_that_does_not_exist_is_not_found(kept, client, name):
    assert client.get(reverse(f"mailbox:{name}", args=["passwd"])).status_code == 404


def test_an_attachment_that_does_not_exist_is_not_found(kept, client):
    address = reverse("mailbox:part", args=[send(), 7])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["letter", "html", "source"])
def test_without_the_demonstration_there_is_no_mailbox(kept, settings, client, name):
    letter = send()
    settings.DEMO = False

    assert client.get(reverse("mailbox:index")).status_code == 404
    assert client.get(reverse(f"mailbox:{name}", args=[letter])).status_code == 404


@pytest.mark.browser
def test_a_link_of_a_letter_opens_in_the_whole_window(kept, open_page, live_server):
    """On a phone without scripts, as from a mail program."""
    message = EmailMultiAlternatives("Salut", "Bonjour", to=["gcm@example.org"])
    message.attach_alternative(
        f'<a href="{live_server.url}/en/">Venir</a>', "text/html"
    )
    get_connection(BACKEND).send_messages([message])
    phone = open_page(360, java_script_enabled=False)

    phone.goto(reverse("mailbox:index"))
    phone.get_by_role("link", name="Salut").click()
    phone.frame_locator("iframe").get_by_role("link", name="Venir").click()

    expect(phone).to_have_url(f"{live_server.url}/en/")


def test_a_broken_calendar_is_shown_as_it_came():
    rows = list(letters.rows(b"METHOD:REQUEST\r\nnot a line\r\n"))
    assert rows == [("METHOD", "REQUEST", ""), ("", "not a line", "")]
