"""Every address × everybody: who gets in, who is sent away, and how."""

from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.urls import URLResolver, get_resolver, reverse

from tests.access import ROWS
from tests.access.roles import LOGIN


def names(resolver=None, prefix=""):
    """The name of every address outside the Django admin, which has its own matrix."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLResolver):
            yield prefix + pattern.name
        elif pattern.namespace != "admin":
            below = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, below)


def test_every_address_has_its_row():
    assert {row.name for row in ROWS} == set(names())


def close(response):
    """Close its file as Django's own client does, and leave the connection open."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def answer(client, row, world):
    """What one person gets: a status, or LOGIN."""
    address = reverse(row.name, args=[world.get(a, a) for a in row.args])
    response = getattr(client, row.method)(address, row.data)
    close(response)
    if response.status_code == 302 and response.url.startswith(
        reverse("accounts:login")
    ):
        return LOGIN
    return response.status_code


def test_everybody_gets_what_the_matrix_says(cast, world, client, subtests):
    for row in ROWS:
        answers = {}
        for name, person in cast.items():
            with transaction.atomic():
                client.logout()
                if person.is_authenticated:
                    client.force_login(person)
                answers[name] = answer(client, row, world)
                transaction.set_rollback(True)
        with subtests.test(row=str(row)):
            assert answers == {name: row.expected(name) for name in cast}
