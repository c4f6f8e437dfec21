"""Sends what was drawn as a browser or a program would, surrogates included."""

from contextlib import contextmanager
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import quote_plus

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client

from tests.fuzz.files import files
from tests.fuzz.pages import ALSO_READ, Forms
from tests.fuzz.values import ANYTHING, RUNS
from tests.test_access import close

URLENCODED = "application/x-www-form-urlencoded"


def encoded(pairs):
    def code(text):
        return quote_plus(text.encode("utf-8", "surrogatepass"))

    return "&".join(f"{code(name)}={code(value)}" for name, value in pairs)


def plausible(field, chance):
    """What a reader would leave or choose in a field."""
    if field.options:
        return field.value or (chance or Random(0)).choice(field.options)
    if field.kind == "number":
        return field.value or "3"
    if field.kind == "date":
        return field.value or "2026-12-01"
    return field.value or "Un délai plus court"


def drawn(data, number, fields):
    """A value for each field: most as a reader would, some as nobody should."""
    chance = Random(number)
    found = {field.name: plausible(field, chance) for field in fields}
    for field in fields:
        if field.kind == "file":
            found[field.name] = data.draw(files())
    for name in chance.sample([field.name for field in fields], min(3, len(fields))):
        if isinstance(found[name], str):
            found[name] = data.draw(ANYTHING)
    if chance.random() < 0.3:
        found.setdefault(chance.choice(ALSO_READ), data.draw(ANYTHING))
    return found


def post(client, address, values):
    if any(isinstance(value, UploadedFile) for value in values.values()):
        sound = {
            name: value.encode("utf-8", "replace").decode()
            if isinstance(value, str)
            else value
            for name, value in values.items()
        }
        return client.post(address, sound)
    return client.post(address, encoded(values.items()), content_type=URLENCODED)


def harmless_page(response):
    """Whether nothing that was typed could run in the page."""
    close(response)
    if not response.get("Content-Type", "").startswith("text/html"):
        return True
    page = response.content.decode()
    return not any(mark in page for mark in RUNS)


def forms_of(client, address):
    """The fields of each form of a page, by where the form goes."""
    response = client.get(address)
    close(response)
    if not response.get("Content-Type", "").startswith("text/html"):
        return {}
    return Forms(response.content.decode(), address).fields


def signed_in(cast):
    """A client for each of the cast; they share what is slow to make."""
    clients = {}
    for name, person in cast.items():
        clients[name] = Client()
        clients[name].handler = clients["stranger"].handler
        if person.is_authenticated:
            clients[name].force_login(person)
    return clients


@contextmanager
def undone(client):
    """Whatever happens leaves no trace: neither rows nor cookies."""
    cookies = client.cookies.output(header="")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)


def attack(data, number, client, address, fields):
    """Post to an address and look at what comes back."""
    with undone(client):
        response = post(client, address, drawn(data, number, fields))
        pages = [response]
        if response.status_code in {301, 302} and response.url.startswith("/"):
            pages += [client.get(response.url), client.get(address)]
    for page in pages:
        assert page.status_code < 500
        assert harmless_page(page)


def ask(data, number, client, address, fields):
    """Get an address with a query that nobody expects."""
    names = [*ALSO_READ, *[field.name for field in fields] * 3]
    chosen = dict.fromkeys(Random(number).choices(names, k=4))
    values = [(name, data.draw(ANYTHING)) for name in chosen]
    with undone(client):
        response = client.get(f"{address}?{encoded(values)}")
    assert response.status_code < 500
    assert harmless_page(response)
