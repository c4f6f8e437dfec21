"""The link for joining from afar is for the parties, whatever the way out."""

import pytest
from django.urls import reverse

from meetings.models import CalendarKey, Level

LINK = "https://join.example.org/secret"


@pytest.fixture
def remote(meeting):
    meeting.level, meeting.link = Level.PUBLIC, LINK
    meeting.save()
    return meeting


def holds_the_link(client, address):
    found = client.get(address).content.replace(b"\r\n ", b"")
    return LINK.encode() in found


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("stranger", [False, False, False]),
        ("carrier", [False, False, False]),
        ("broker", [True, True, False]),
        ("officer", [True, True, False]),
    ],
)
def test_only_the_parties_read_the_link(client, remote, cast, who, expected):
    year = remote.programme.year
    if who != "stranger":
        client.force_login(cast[who])
    addresses = [
        reverse("meetings:meeting", args=[year, remote.pk]),
        reverse("meetings:meeting_ics", args=[year, remote.pk]),
        reverse("meetings:year_ics", args=[year]),
    ]
    assert [holds_the_link(client, address) for address in addresses] == expected


def test_an_organisations_own_calendar_holds_the_link(client, remote, brokers):
    key = CalendarKey.objects.create(organisation=brokers).key
    assert holds_the_link(client, reverse("meetings:organisation_ics", args=[key]))


def test_a_copy_without_the_link_does_not_pass_for_one_with_it(client, remote, broker):
    """Signing in changes what the address gives, so its ETag changes too."""
    address = reverse("meetings:meeting_ics", args=[remote.programme.year, remote.pk])
    etag = client.get(address)["ETag"]
    client.force_login(broker)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
