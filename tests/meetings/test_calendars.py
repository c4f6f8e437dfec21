from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from meetings.calendars import calendar, event, uid
from meetings.letters import itip
from meetings.models import Delegate, Invitation, Meeting


@pytest.fixture
def dated(meeting):
    meeting.starts_at = datetime(2027, 3, 15, 10, 30, tzinfo=UTC)
    meeting.ends_at = datetime(2027, 3, 15, 12, 0, tzinfo=UTC)
    meeting.programme.year = 2027
    meeting.programme.save()
    meeting.save()
    return meeting


def fields(item):
    return {name: str(value.to_ical().decode()) for name, value in item.items()}


def expected(meeting, **others):
    stamp = f"{meeting.updated_at:%Y%m%dT%H%M%SZ}"
    return {
        "UID": f"{meeting.uid}@testserver",
        "SEQUENCE": "0",
        "DTSTAMP": stamp,
        "CREATED": f"{meeting.created_at:%Y%m%dT%H%M%SZ}",
        "LAST-MODIFIED": stamp,
        "DTSTART": "20270315T103000",
        "DTEND": "20270315T120000",
        "SUMMARY": "Bilatérale\u00a0: Agrément et cautions des commissionnaires",
        "STATUS": "TENTATIVE",
        "LOCATION": "Siège de la DGD\\, Samanko II",
        "DESCRIPTION": "Bilatérale\\nInvités\u00a0: FETRAM\\nUnité pilote\u00a0: DGD",
        "CATEGORIES": "bilatérale",
        "URL": f"http://testserver/meetings/2027/{meeting.pk}/",
    } | others


def test_an_event_of_a_feed_says_everything_and_names_no_address(dated):
    assert fields(event(dated)) == expected(dated)


def test_an_event_in_english_has_english_words_and_address(dated):
    dated.title_en = "Brokers’ licences"

    assert fields(event(dated, language="en")) == expected(
        dated,
        SUMMARY="Bilateral: Brokers’ licences",
        DESCRIPTION="Bilateral\\nInvited: FETRAM\\nLead unit: DGD",
        CATEGORIES="bilateral",
        URL=f"http://testserver/en/meetings/2027/{dated.pk}/",
    )


def test_a_letters_event_names_its_recipient_alone_and_an_address_to_reply_to(dated):
    dated.link = "https://visio.example.org/42"
    delegate = Delegate.objects.create(
        invitation=Invitation.objects.get(meeting=dated),
        name="Point focal",
        email="focal@example.org",
    )

    text = itip.part(dated, delegate, "REQUEST")
    item = Calendar.from_ical(text).events[0]

    stamp = item["DTSTAMP"].to_ical().decode()
    assert fields(item) == expected(
        dated,
        DTSTAMP=stamp,
        DTSTART="20270315T103000Z",
        DTEND="20270315T120000Z",
        DESCRIPTION="Bilatérale\\nInvités\u00a0: FETRAM\\nUnité pilote\u00a0: DGD\\n"
        "https://visio.example.org/42",
        ORGANIZER=f"mailto:rsvp+{delegate.rsvp_token}@example.org",
        ATTENDEE="mailto:focal@example.org",
    )
    assert dict(item["organizer"].params) == {"CN": "Officer"}
    assert dict(item["attendee"].params) == {
        "CN": "Point focal",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        'N’Diaye, Aïssata; "la doyenne" : présidente',
        "Aïssata " * 18,
        "日本" * 60,
        "tab\tand ^ hat",
    ],
)
def test_whatever_a_guest_is_called_the_calendar_reads_it_back(dated, name):
    delegate = Delegate(name=name, email="ada@example.org", rsvp_token="t" * 40)

    text = itip.part(dated, delegate, "CANCEL")

    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    attendee = Calendar.from_ical(text).events[0]["attendee"]
    assert attendee.params["CN"].strip() == name.strip()
    assert attendee == "mailto:ada@example.org"


def test_a_cancelled_meeting_stays_in_the_feed_as_cancelled(dated):
    dated.state, dated.sequence = Meeting.State.CANCELLED, 2
    dated.reason = "Mission du directeur"

    assert fields(event(dated)) == expected(
        dated,
        SEQUENCE="2",
        STATUS="CANCELLED",
        DESCRIPTION="Bilatérale\\nInvités\u00a0: FETRAM\\nUnité pilote\u00a0: DGD\\n"
        "Annulée\u00a0: Mission du directeur",
    )


def test_a_feed_has_a_name_a_time_zone_and_a_rhythm_and_the_same_bytes_twice(dated):
    feed = calendar([event(dated)], name="Programme 2027")

    assert feed == calendar([event(dated)], name="Programme 2027")
    book = Calendar.from_ical(feed)
    assert {name: value.to_ical().decode() for name, value in book.items()} == {
        "PRODID": "-//Dialogue Douane–secteur privé//meetings//FR",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "X-WR-CALNAME": "Programme 2027",
        "X-WR-TIMEZONE": "Africa/Bamako",
        "REFRESH-INTERVAL": "PT6H",
        "X-PUBLISHED-TTL": "PT6H",
    }
    assert [part.name for part in book.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert book.subcomponents[0]["TZID"] == "Africa/Bamako"
    assert book.events[0]["DTSTART"].params["TZID"] == "Africa/Bamako"
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))


def test_a_letters_calendar_has_a_method_and_is_no_feed(dated):
    book = Calendar.from_ical(calendar([event(dated)], method="REQUEST"))

    assert {name: value.to_ical().decode() for name, value in book.items()} == {
        "PRODID": "-//Dialogue Douane–secteur privé//meetings//FR",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "REQUEST",
    }


def test_an_empty_feed_is_a_calendar_all_the_same():
    assert Calendar.from_ical(calendar([], name="Programme 2027")).events == []


def test_the_uid_of_a_meeting_never_changes(dated):
    before = uid(dated)
    dated.title = "Autre"
    dated.save()

    assert uid(dated) == before
