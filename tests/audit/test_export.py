"""The trail leaves as a file, filtered as on its page, and is found from each object."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from audit.admin import address_of_trail
from audit.models import Entry
from audit.trail import record

LIST = "/en/admin/audit/entry/"
EXPORT = "/en/admin/audit/entry/export/"


@pytest.fixture
def entries(brokers, carriers, officer):
    return [
        record("organisation.changed", brokers, by=officer, reason="=cmd|'/c calc'!A1"),
        record("organisation.changed", carriers, by=officer),
    ]


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_auditor_takes_the_trail_away_and_that_is_written(client, auditor, entries):
    client.force_login(auditor)
    rows = table(client.get(EXPORT, {"q": "FETRAM"}))

    assert [(row["id"], row["reason"]) for row in rows] == [
        (str(entries[0].pk), "'=cmd|'/c calc'!A1")
    ]
    last = Entry.objects.order_by("pk").last()
    assert (last.verb, last.by, last.after, last.reason) == (
        "entry.exported",
        auditor,
        {"rows": 1},
        "q=FETRAM",
    )


def test_the_trail_of_one_object_has_an_address(client, auditor, brokers, entries):
    client.force_login(auditor)
    history = reverse("admin:accounts_organisation_history", args=[brokers.pk])
    response = client.get(history)

    assert response.url == address_of_trail(brokers)
    page = client.get(response.url)
    assert list(page.context["cl"].result_list) == [entries[0]]
    assert f"export/?about_id={brokers.pk}&amp;about_type=" in page.content.decode()


def test_a_page_leads_the_auditor_to_its_trail_and_nobody_else(
    client, auditor, broker, meeting
):
    address = address_of_trail(meeting).replace("&", "&amp;")
    for reader, is_shown in ((auditor, True), (broker, False)):
        client.force_login(reader)
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert (address in page) == is_shown


@pytest.mark.parametrize("person", ["officer", "user_manager"])
def test_nobody_else_takes_the_trail_away(client, cast, person, entries):
    client.force_login(cast[person])

    assert client.get(EXPORT).status_code in {302, 403}
    assert not Entry.objects.filter(verb="entry.exported").exists()
