import re
from pathlib import Path

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/directory/?kind=office&q=a%20b", "/en/directory/?kind=office&amp;q=a%20b"),
        ("/en/directory/?page=2", "/directory/?page=2"),
        ("/nowhere/", "/en/nowhere/"),
        ("/en//other.example/", "/other.example/"),
        ("/en/%5C/other.example/", "/%5C/other.example/"),
    ],
)
def test_the_language_switch_keeps_the_page_and_its_filters(client, db, address, other):
    page = client.get(address)

    assert f'<a href="{other}" lang=' in page.text


def test_the_menu_marks_where_one_is(client, db):
    page = client.get("/en/directory/").text

    assert '<a href="/en/directory/" aria-current="page">Directory</a>' in page


def test_the_administration_is_offered_to_staff_alone(client, broker, user_manager):
    for user, offered in ((broker, False), (user_manager, True)):
        client.force_login(user)
        assert ('href="/admin/"' in client.get("/").text) is offered


def test_a_page_can_be_shared_but_never_a_secret_address(client, db):
    assert "data-share>http://testserver/directory/?q=a</a>" in (
        client.get("/directory/?q=a").text
    )
    assert "data-share" not in client.get("/meetings/answer/secret/").text


def test_the_demonstration_says_so_on_every_page(client, db, settings):
    assert "données fictives" not in client.get("/").text

    settings.DEMO = True
    assert "données fictives" in client.get("/").text
    assert "données fictives" in client.get("/nowhere/").text


def test_the_accessibility_statement_names_whom_to_write_to(client, db):
    assert "mailto:portail@example.org" in client.get("/accessibility/").text


def test_it_tells_whether_it_is_alive_and_ready(client, db, settings):
    assert client.get("/healthz").text == "ok"

    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (200, "ok")


def test_a_broker_that_is_down_is_told_and_breaks_nothing(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    ready = client.get("/readyz")

    assert (ready.status_code, ready.json()["broker"]) == (200, "down")


def test_a_stranger_signs_in_and_the_signed_in_sign_out_by_post(client, broker):
    assert "<details" not in client.get("/").text

    client.force_login(broker)
    page = client.get("/").text
    assert f'<form method="post" action="{reverse("accounts:logout")}"' in page


def test_no_template_joins_two_words_by_a_colon_of_its_own():
    """French wants a space before it: the colon belongs to what is translated."""
    joined = re.compile(r"(?:\}\}|%\}): ?\{[{%]")
    found = [
        f"{path}: {line.strip()}"
        for path in Path("templates").rglob("*.html")
        for line in path.read_text().splitlines()
        if joined.search(line) and "blocktranslate" not in line
    ]

    assert found == []


def test_the_foot_is_kept_for_each_language_apart(client, db, shelf):
    feet = [
        client.get(address).content.decode().partition("<footer")[2]
        for address in ("/accessibility/", "/en/accessibility/", "/accessibility/")
    ]
    assert "Protection des données" in feet[0]
    assert "Data protection" in feet[1]
    assert feet[2] == feet[0]
