"""Every address × everybody: who gets in, who is sent away, and how.

On the same way: whoever takes away a file that is not open to all is written down.
"""

from copy import deepcopy

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.db.models import Max
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from audit.models import Entry
from tests.access import ROWS
from tests.access.roles import LOGIN, OK

# Lists in which some readers find nothing; nothing is written then.
MAY_BE_EMPTY = {
    "instructions:acknowledgements_csv",
    "instructions:difficulties_csv",
}
# Files without anybody's data in them, and what only whoever typed it can fetch.
NOBODYS = {"meetings:import_template", "meetings:import_errors"}


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
    """What one person gets, a status or LOGIN; and whether it was a file."""
    address = reverse(row.name, args=[world.get(a, a) for a in row.args])
    response = getattr(client, row.method)(address, row.data)
    close(response)
    if response.status_code == 302 and response.url.startswith(
        reverse("accounts:login")
    ):
        return LOGIN, False
    is_file = response.status_code == OK and (
        "Content-Disposition" in response
        or not response["Content-Type"].startswith("text/html")
    )
    return response.status_code, is_file


def readings(last):
    """What was written since about files and lists that were taken away."""
    verbs = Entry.objects.filter(pk__gt=last).values_list("verb", flat=True)
    return [verb for verb in verbs if verb.endswith((".read", ".exported"))]


def cookies_of(person):
    client = Client()
    if person.is_authenticated:
        client.force_login(person)
    return client.cookies


@pytest.mark.servers
@pytest.mark.parametrize("half", [0, 1])
def test_everybody_gets_what_the_matrix_says(half, cast, world, client, subtests):
    cookies = {name: cookies_of(person) for name, person in cast.items()}
    for row in ROWS[half::2]:
        answers, taken = {}, {}
        is_open = row.expected("stranger") == OK or row.name in NOBODYS
        for name in cast:
            with transaction.atomic():
                client.cookies = deepcopy(cookies[name])
                last = Entry.objects.aggregate(last=Max("pk"))["last"]
                answers[name], is_file = answer(client, row, world)
                if is_file and not is_open:
                    taken[name] = len(readings(last))
                transaction.set_rollback(True)
        with subtests.test(row=str(row)):
            assert answers == {name: row.expected(name) for name in cast}
            if row.name not in MAY_BE_EMPTY:
                assert taken == dict.fromkeys(taken, 1)
