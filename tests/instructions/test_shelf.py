"""A public page is made once for all strangers, and never handed out stale."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation
from audit.trail import record
from instructions import actions

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def text(published):
    return published("012").instruction


@pytest.fixture
def address(text):
    return text.get_absolute_url()


def asked(client, address, **options):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, **options)
    return answer, len(captured)


def test_the_second_stranger_costs_one_question_to_the_database(client, address):
    first, many = asked(client, address)
    second, few = asked(client, address)

    assert (few, many > 4) == (1, True)
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_a_page_is_kept_packed_and_not_for_each_reader(client, address):
    packed = {"Accept-Encoding": "gzip"}
    plain = client.get(address).content

    assert gzip.decompress(client.get(address, headers=packed).content) == plain
    assert gzip.decompress(client.get(address, headers=packed).content) == plain
    assert client.get(address).content == plain


def test_a_published_change_is_seen_at_once(
    client, address, text, published, text_editor
):
    assert "version 1" in client.get(address).content.decode()
    published(following=text, in_force_on=timezone.localdate())

    assert "version 2" in client.get(address).content.decode()


def test_whatever_is_written_in_the_trail_makes_the_page_anew(
    client, address, customs, administrator
):
    assert "Direction générale des Douanes" in client.get(address).content.decode()
    Organisation.objects.filter(pk=customs.pk).update(name="Direction des Douanes")
    record("organisation.changed", customs, by=administrator)

    assert "Direction des Douanes" in client.get(address).content.decode()


def test_the_day_turns_the_page(client, address, text, published, monkeypatch):
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    published(following=text, in_force_on=tomorrow)
    assert "version 1" in client.get(address).content.decode()
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)

    assert "version 2" in client.get(address).content.decode()


def test_each_language_has_its_own_page(client, address):
    french, english = client.get(address), client.get(f"/en{address}")

    assert french["Content-Language"] == "fr"
    assert english["Content-Language"] == "en"
    assert client.get(f"/en{address}").content == english.content
    assert client.get(address).content == french.content


def test_who_is_signed_in_never_meets_the_shelf(client, address, text_editor):
    client.get(address)
    client.force_login(text_editor)
    own = client.get(address)
    client.logout()

    assert "Text-editor" in own.content.decode()
    assert own["Cache-Control"] == "private, no-cache"
    assert "Text-editor" not in client.get(address).content.decode()


def test_a_phone_that_has_the_page_is_told_so(client, address):
    first = client.get(address)
    by_tag = client.get(address, headers={"If-None-Match": first["ETag"]})
    by_day = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})

    assert [by_tag.status_code, by_day.status_code] == [304, 304]
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=1"


def test_a_page_that_was_missing_is_asked_for_again(
    client, write, text_editor, text_signatory
):
    draft = write("013")
    address = draft.instruction.get_absolute_url()
    assert client.get(address).status_code == 404

    actions.sign(version=draft, by=text_signatory)
    actions.publish(version=draft, by=text_editor)
    assert client.get(address).status_code == 200


def test_another_host_is_refused_the_kept_page_too(client, address):
    client.get(address)

    assert client.get(address, headers={"Host": "evil.example"}).status_code == 400
