import csv

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Organisation
from audit.trail import record

DIRECTORY = "/directory/"


@pytest.fixture
def directory(customs, region, office, brokers, carriers):
    """One entry of most kinds; the office is an enquiry point."""
    office.is_enquiry_point = True
    office.answers_for = "Passages à la frontière"
    office.answers_for_en = "Border crossings"
    office.phone = "+223 20 00 00 00"
    office.save()
    Organisation.objects.create(
        kind="association", acronym="GONE", name="Dissoute", is_active=False
    )


def names(response):
    return [str(entry.source) for entry in response.context["page"]]


def test_a_stranger_reads_the_directory_without_what_is_inactive(client, directory):
    response = client.get(DIRECTORY)

    assert names(response) == ["CMTR", "DGD", "Diboli", "DR Kayes", "FETRAM"]


def test_who_keeps_the_directory_sees_what_is_inactive(client, directory, user_manager):
    client.force_login(user_manager)

    assert "GONE" in names(client.get(DIRECTORY))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=FRONTIERE passages", ["Diboli"]),
        ("q=border", ["Diboli"]),
        ("q=fédération", ["FETRAM"]),
        ("kind=enquiry", ["Diboli"]),
        ("kind=customs", ["DGD", "DR Kayes"]),
        ("kind=office", ["Diboli"]),
        ("kind=association&sort=name", ["CMTR", "FETRAM"]),
        ("sort=kind", ["DGD", "DR Kayes", "Diboli", "CMTR", "FETRAM"]),
        ("kind=nonsense&page=99", ["CMTR", "DGD", "Diboli", "DR Kayes", "FETRAM"]),
        ("q=nothing of the kind", []),
    ],
)
def test_the_directory_is_searched_and_filtered_by_its_address(
    client, directory, query, found
):
    assert names(client.get(f"{DIRECTORY}?{query}")) == found


def test_an_organisation_shows_its_units_offices_and_answers(
    client, directory, region, office
):
    with translation.override("en"):
        page = client.get(reverse("accounts:organisation", args=[region.pk]))

    assert list(page.context["offices"]) == [office]
    assert list(page.context["units"]) == []
    with translation.override("en"):
        assert "Border crossings" in client.get(office.get_absolute_url()).text


def test_what_is_inactive_is_hidden_from_a_stranger(client, brokers, office):
    for source in (brokers, office):
        source.is_active = False
        source.save()
        assert client.get(source.get_absolute_url()).status_code == 404


def test_the_directory_is_downloaded_as_harmless_csv(client, directory):
    response = client.get("/en/directory/directory.csv?kind=office")
    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines()))

    assert rows[1] == [
        "customs office",
        "",
        "Diboli",
        "DR Kayes",
        "Border crossings",
        "yes",
        "",
        "'+223 20 00 00 00",
        "",
        "",
    ]


def test_an_unchanged_directory_is_not_downloaded_twice(
    client, directory, brokers, administrator
):
    address = "/directory/directory.csv"
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304

    brokers.phone = "20 22 00 00"
    brokers.save()
    record("organisation.changed", brokers, by=administrator)
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_no_person_stands_in_the_public_directory(client, directory, broker, brokers):
    for address in (DIRECTORY, f"{DIRECTORY}directory.csv", brokers.get_absolute_url()):
        page = client.get(address).content.decode()
        assert broker.email not in page
        assert broker.name not in page


def test_the_directory_asks_as_many_queries_for_sixty_entries_as_for_five(
    client, directory, django_assert_num_queries
):
    with django_assert_num_queries(4):
        client.get(DIRECTORY)
    Organisation.objects.bulk_create(
        Organisation(kind="public", acronym=f"P{number}", name="Partenaire")
        for number in range(55)
    )
    with django_assert_num_queries(4):
        client.get(DIRECTORY)


def test_an_organisation_shows_only_the_meetings_one_may_see(
    client, meeting, brokers, broker
):
    assert list(client.get(brokers.get_absolute_url()).context["meetings"]) == []

    client.force_login(broker)
    page = client.get(brokers.get_absolute_url())
    assert list(page.context["meetings"]) == [meeting]
