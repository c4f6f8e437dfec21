"""While the database is away every address says so, and nothing is half done."""

from itertools import product
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.models.signals import post_save
from django.urls import NoReverseMatch, reverse

from meetings.models import Paper
from portal.away import is_away
from tests.access import ROWS
from tests.servers import free_port

pytestmark = pytest.mark.servers
ANYTHING = (1, "x", "2027-01-01", UUID(int=1))


@pytest.fixture
def away(django_db_blocker):
    """The database's machine answers nobody, as after a power failure."""
    kept = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= {
            "HOST": "127.0.0.1",
            "PORT": free_port("127.0.0.1"),
        }
        yield
        connection.close()
        connection.settings_dict |= kept


def address(row):
    """Some address of a row: without a database none names a thing that exists."""
    for values in product(ANYTHING, repeat=len(row.args)):
        try:
            return reverse(row.name, args=values)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{row.name}: no address")


def answers(client):
    """The status of every address; each 503 says when to come back."""
    client.raise_request_exception = False
    found = {}
    for row in ROWS:
        page = getattr(client, row.method)(address(row), row.data)
        if page.status_code == 503 and row.name != "readyz":
            assert page.headers["Retry-After"] == "30", row
            assert "sessionid" not in page.cookies, row
        found.setdefault(page.status_code, set()).add(row.name)
    return found


def test_who_is_signed_in_gets_503_everywhere(client, away):
    client.cookies["sessionid"] = "somebody"

    assert set(answers(client)) == {503}


def test_a_stranger_gets_503_where_a_page_needs_the_database(client, away):
    found = answers(client)

    assert set(found) == {200, 302, 404, 410, 503}
    assert {"home", "meetings:year", "commitments:json", "readyz"} <= found[503]
    assert {"healthz", "accessibility"} <= found[200]


def test_the_page_is_calm_in_both_languages_and_json_is_json(client, away):
    client.raise_request_exception = False
    page, machine = client.get("/en/"), client.get("/commitments/commitments.json")

    assert "Le portail revient dans un instant" in page.text
    assert "The portal will be back in a moment" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert machine.json()["retry_after"] == 30


@pytest.fixture
def dies_before_the_commit(transactional_db):
    """The database is restarted once, right after the first paper is written."""

    def terminate(created, **kwargs):
        post_save.disconnect(terminate, Paper)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    post_save.connect(terminate, Paper, weak=False)
    yield
    post_save.disconnect(terminate, Paper)


def test_what_was_not_committed_is_not_promised(
    client, dies_before_the_commit, media, meeting, officer
):
    client.raise_request_exception = False
    client.force_login(officer)
    add = f"{meeting.get_absolute_url()}papers/add/"

    def send():
        file = SimpleUploadedFile("carte.pdf", b"%PDF-1.7 hello")
        return client.post(add, {"title": "Carte", "file": file}).status_code

    assert (send(), Paper.objects.count()) == (503, 0)
    assert (send(), Paper.objects.count()) == (302, 1)


def driver_error(**fields):
    return type("DriverError", (Exception,), fields)()


@pytest.mark.parametrize(
    ("error", "cause", "expected"),
    [
        (OperationalError(), {"pgcode": None}, True),
        (OperationalError(), {"pgcode": "57P03"}, True),
        (OperationalError(), {"pgcode": "40P01"}, True),
        (OperationalError(), {"pgcode": "53300"}, True),
        (InterfaceError(), {"pgcode": None}, True),
        (OperationalError(), {"sqlite_errorname": "SQLITE_BUSY"}, True),
        (OperationalError(), {"sqlite_errorname": "SQLITE_ERROR"}, False),
        (ProgrammingError(), {"pgcode": "42703"}, False),
        (IntegrityError(), {"pgcode": "23505"}, False),
        (ProgrammingError(), {"pgcode": None}, False),
    ],
)
def test_a_mistake_of_ours_is_told_from_a_database_that_is_away(error, cause, expected):
    error.__cause__ = driver_error(**cause)

    assert is_away(error) is expected
