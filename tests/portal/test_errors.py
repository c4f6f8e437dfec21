import pytest
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path
from django.views.defaults import server_error

from portal import urls


@login_not_required
def broken(request):
    raise ValueError("broken on purpose")


def closed(request):
    raise PermissionDenied


urlpatterns = [
    *urls.urlpatterns,
    path("broken/", broken),
    *i18n_patterns(path("closed/", closed), prefix_default_language=False),
]


@pytest.mark.parametrize(
    ("address", "title", "way_out"),
    [
        ("/nowhere/", "Cette page n’existe pas ici", 'href="/"'),
        ("/en/nowhere/", "There is no such page here", 'href="/en/"'),
    ],
)
def test_a_page_that_is_not_there_is_said_in_the_readers_language(
    client, db, address, title, way_out
):
    page = client.get(address)

    assert page.status_code == 404
    assert title in page.text
    assert way_out in page.text


def test_a_stranger_who_finds_nothing_may_sign_in_and_come_back(client, db):
    assert "?next=/en/nowhere/%3Fa%3D1" in client.get("/en/nowhere/?a=1").text


@pytest.mark.urls(__name__)
def test_what_is_not_open_to_somebody_is_said_with_a_way_out(client, carrier):
    client.force_login(carrier)
    page = client.get("/en/closed/")

    assert page.status_code == 403
    assert "This is not open to you" in page.text
    assert 'href="/en/dashboard/"' in page.text


def test_a_form_that_stayed_open_too_long_is_asked_for_again(db):
    page = Client(enforce_csrf_checks=True).post("/en/dashboard/")

    assert page.status_code == 403
    assert "Please send it again" in page.text


def test_an_unknown_host_gets_a_page_in_both_languages(client, db):
    page = client.get("/", headers={"host": "evil.example"})

    assert page.status_code == 400
    assert "Cette demande est illisible" in page.text
    assert "This request cannot be read" in page.text


def test_a_breakdown_is_told_without_a_database(rf):
    page = server_error(rf.get("/"))

    assert page.status_code == 500
    assert "Le portail est en panne" in page.text
    assert "The portal has broken down" in page.text


@pytest.mark.urls(__name__)
def test_an_error_in_a_view_gives_that_page(client, db):
    client.raise_request_exception = False
    page = client.get("/broken/")

    assert page.status_code == 500
    assert "Le portail est en panne" in page.text
