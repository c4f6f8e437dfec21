"""Letters handed to a real SMTP server."""

import pytest

from notices.kinds import Letter
from notices.models import Address, Notice

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("news_kind")]


@pytest.fixture(autouse=True)
def real_smtp(settings, smtp_server):
    host, port = smtp_server.url.removeprefix("smtp://").split(":")
    settings.EMAIL_BACKEND = "notices.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, int(port)
    settings.EMAIL_TIMEOUT = 5
    return smtp_server


def outcomes():
    rows = Notice.objects.order_by("email")
    return [(row.email, row.state, row.attempts, row.reason) for row in rows]


def test_a_batch_goes_over_one_connection(post, deliver, smtp_server):
    for number in range(60):
        post(f"a{number}@example.org")
    deliver()

    assert len(smtp_server.messages) == 60
    assert smtp_server.connections == 2


def test_a_permanent_refusal_marks_the_address_and_stops_all_its_letters(
    post, deliver, smtp_server
):
    smtp_server.answers["gone@example.org"] = "550 5.1.1 no such person"
    post("gone@example.org")
    post("here@example.org")
    deliver()
    post("gone@example.org", occurrence="2")
    deliver()

    assert outcomes() == [
        ("gone@example.org", "undeliverable", 1, "550 5.1.1 no such person"),
        ("gone@example.org", "undeliverable", 0, "550 5.1.1 no such person"),
        ("here@example.org", "sent", 1, ""),
    ]
    assert list(Address.objects.values_list("email", "reason")) == [
        ("gone@example.org", "550 5.1.1 no such person")
    ]


def test_a_temporary_refusal_is_tried_again_later(post, deliver, smtp_server):
    smtp_server.answers["ada@example.org"] = "451 4.7.1 greylisted"
    notice = post()
    deliver()

    notice.refresh_from_db()
    assert outcomes() == [("ada@example.org", "waiting", 1, "451 4.7.1 greylisted")]
    assert 40 < (notice.try_at - notice.tried_at).total_seconds() < 80


def test_an_address_beyond_ascii_receives_its_letter(post, deliver, smtp_server):
    post("aïssata@example.org")
    deliver()

    assert smtp_server.recipients == ["aïssata@example.org"]
    assert smtp_server.messages[0]["To"] == "Ada <aïssata@example.org>"


def test_five_hundred_people_and_an_attachment(register, post, deliver, smtp_server):
    paper = b"%PDF-1.7 " + bytes(range(256)) * 40
    register(
        letter=lambda notice: Letter(
            "À lire avant la réunion " * 20,
            "Voici.",
            attachments=[("ordre du jour.pdf", paper, "application/pdf")],
        )
    )
    for number in range(500):
        post(f"a{number}@example.org")
    deliver()

    assert len(smtp_server.messages) == len(set(smtp_server.recipients)) == 500
    message = smtp_server.messages[-1]
    assert message["Subject"] == ("À lire avant la réunion " * 20).strip()
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "ordre du jour.pdf"
    assert attachment.get_content() == paper
