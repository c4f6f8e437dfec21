"""Who takes a list away stands in the trail; of files the access matrix proves it."""

import pytest
from django.urls import reverse

from audit.models import Entry
from tests.test_access import close

LISTS = [
    ("commitments:csv", (), "commitment.exported"),
    ("commitments:xlsx", (), "commitment.exported"),
    ("commitments:json", (), "commitment.exported"),
    ("meetings:topics_csv", (), "topic.exported"),
    ("meetings:year_csv", ("YEAR",), "meeting.exported"),
    ("meetings:year_xlsx", ("YEAR",), "meeting.exported"),
]


@pytest.fixture
def written():
    """The verbs and the readers of what is in the trail from now on."""
    last = Entry.objects.order_by("pk").last()

    def written():
        entries = Entry.objects.filter(pk__gt=last.pk if last else 0).order_by("pk")
        kept = entries.exclude(verb__startswith="user.signed")
        return [(entry.verb, entry.by, entry.reason) for entry in kept]

    return written


def test_a_list_is_written_down_for_who_finds_more_in_it_than_a_stranger(
    client, cast, world, request
):
    lists = [
        (reverse(name, args=[world.get(a, a) for a in args]), verb)
        for name, args, verb in LISTS
    ]
    written = request.getfixturevalue("written")
    for address, _verb in lists:
        assert client.get(address).status_code == 200
    assert written() == []

    client.force_login(cast["officer"])
    for address, _verb in lists:
        assert client.get(address).status_code == 200
    assert written() == [(verb, cast["officer"], "") for _address, verb in lists]


def test_an_export_of_people_is_written_down(client, auditor, written):
    client.force_login(auditor)
    address = reverse("admin:accounts_user_export")
    chosen = {"format": "0", "resource": "", "personresource_email": "on"}
    response = client.post(address, chosen)

    assert response["Content-Disposition"].startswith("attachment")
    assert written() == [("user.exported", auditor, "")]


def test_a_paper_names_the_guest_of_a_letter_and_is_written_down_once(
    client, cast, world, request
):
    written = request.getfixturevalue("written")
    by_letter = [world["TOKEN"], world["PAPER"]]
    close(client.get(reverse("meetings:answer_paper", args=by_letter)))
    assert written() == [("paper.read", None, "Broker, by letter")]

    client.force_login(cast["broker"])
    address = reverse("meetings:paper", args=[world["PAPER"]])
    response = client.get(address)
    close(response)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert written()[1:] == [("paper.read", cast["broker"], "")]
