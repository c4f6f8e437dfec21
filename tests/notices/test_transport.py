"""Letters handed to a real SMTP server."""

import pytest

from notices.kinds import Letter
from notices.models import Address, Notice

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("news_kind")]


@pytest.fixture(autouse=True, params=["one by one", "in a row"])
def real_smtp(request, settings, smtp_server):
    """A server that takes commands one by one, and one that takes them in a row."""
    smtp_server.extensions = ["PIPELINING"] if request.param == "in a row" else []
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
    assert smtp_server.connections == 1


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


@pytest.mark.parametrize(
    ("step", "answer", "outcome"),
    [
        ("MAIL", "451 4.3.0 not now", ("waiting", 0, "")),
        ("MAIL", "552 5.3.4 too large", ("undeliverable", 1, "552 5.3.4 too large")),
        (
            "ada@example.org",
            "550 5.1.1 nobody",
            ("undeliverable", 1, "550 5.1.1 nobody"),
        ),
        ("ada@example.org", "421 4.3.2 closing", ("waiting", 0, "")),
        ("DATA", "554 5.7.1 spam", ("undeliverable", 1, "554 5.7.1 spam")),
        ("DATA", "451 4.3.0 full", ("waiting", 1, "451 4.3.0 full")),
    ],
)
def test_a_refusal_at_any_step_is_judged_the_same(
    post, deliver, smtp_server, step, answer, outcome
):
    smtp_server.answers[step] = answer
    notice = post()
    deliver()

    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.reason) == outcome
    assert smtp_server.messages == []


def test_after_a_refusal_the_next_letter_goes_over_the_same_connection(
    post, deliver, smtp_server
):
    smtp_server.answers["b@example.org"] = "550 5.1.1 nobody"
    for name in "abc":
        post(f"{name}@example.org")
    deliver()

    assert smtp_server.recipients == ["a@example.org", "c@example.org"]
    assert smtp_server.connections == 1


def test_a_line_that_begins_with_a_dot_arrives_as_it_was(
    register, post, deliver, smtp_server
):
    register(letter=lambda notice: Letter("Dots", "one\n.\n..two"))
    post()
    deliver()

    assert smtp_server.messages[0].get_body(["plain"]).get_content().splitlines()[
        :3
    ] == ["one", ".", "..two"]
