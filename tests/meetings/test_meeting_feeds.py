"""One meeting for a calendar, and an organisation's calendar at a secret address."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from audit.models import Entry
from meetings.actions import meeting as actions
from meetings.actions.calendar import renew_calendar
from meetings.models import CalendarKey, Meeting, Room


@pytest.fixture
def address(brokers, broker):
    key = renew_calendar(organisation=brokers, by=broker)
    return f"/meetings/calendars/{key.key}.ics"


def events(response):
    return Calendar.from_ical(response.content).events


def test_a_meeting_is_added_to_a_calendar_by_who_may_see_it(
    client, convened, broker, carrier
):
    page = f"{convened.get_absolute_url()}meeting.ics"
    assert client.get(page).status_code == 404
    client.force_login(carrier)
    assert client.get(page).status_code == 404

    client.force_login(broker)
    response = client.get(page)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(event["UID"]) for event in events(response)] == [
        f"{convened.uid}@testserver"
    ]
    assert "METHOD" not in Calendar.from_ical(response.content)
    assert "ATTENDEE" not in events(response)[0]


def test_an_unchanged_meeting_is_not_sent_twice(
    client, convened, broker, django_assert_max_num_queries
):
    client.force_login(broker)
    page = f"{convened.get_absolute_url()}meeting.ics"
    first = client.get(page)
    etag, changed = first["ETag"], first["Last-Modified"]

    assert client.get(page, headers={"if-none-match": etag}).status_code == 304
    assert client.get(page, headers={"if-modified-since": changed}).status_code == 304
    Room.objects.update(name="Autre salle")
    assert client.get(page, headers={"if-none-match": etag}).status_code == 200
    Meeting.objects.update(updated_at=timezone.now() + timedelta(seconds=5))
    again = client.get(page, headers={"if-modified-since": changed})
    assert again.status_code == 200


def test_the_secret_calendar_holds_the_meetings_of_the_organisation(
    client, address, convened, carriers, officer
):
    other = Meeting.objects.get()
    other.pk, other.uid = None, "b" * 32
    other.save()
    other.invitations.create(organisation=carriers)

    response = client.get(address)
    book = Calendar.from_ical(response.content)
    assert [str(e["UID"]) for e in book.events] == [f"{convened.uid}@testserver"]
    assert str(book["X-WR-CALNAME"]) == "Réunions avec la Douane\xa0: FETRAM"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_cancelled_meeting_stays_as_cancelled(client, address, convened, officer):
    actions.cancel(meeting=convened, reason="Mission", by=officer)

    assert [str(e["STATUS"]) for e in events(client.get(address))] == ["CANCELLED"]


def test_a_draft_programme_is_not_in_the_calendar(client, address, meeting):
    meeting.programme.state = "draft"
    meeting.programme.save()

    assert events(client.get(address)) == []


def test_an_unchanged_calendar_costs_three_questions(
    client, address, convened, officer, django_assert_num_queries
):
    etag = client.get(address)["ETag"]
    with django_assert_num_queries(3):
        again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")

    actions.cancel(meeting=convened, reason="x", by=officer)
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_a_calendar_in_english_is_another_one(client, address, convened):
    french = client.get(address)
    english = client.get(f"/en{address}")

    assert french["ETag"] != english["ETag"]
    name = str(Calendar.from_ical(english.content)["X-WR-CALNAME"])
    assert name == "Meetings with Customs: FETRAM"


def test_renewing_kills_the_old_address_and_leaves_a_trace(
    client, broker, brokers, address
):
    client.force_login(broker)
    response = client.post(f"/meetings/calendars/{brokers.pk}/renew/")

    assert response.status_code == 302
    assert client.get(address).status_code == 404
    new = CalendarKey.objects.get().key
    page = client.get("/meetings/calendars/").content.decode()
    assert f"http://testserver/meetings/calendars/{new}.ics" in page
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "calendar.made",
        "calendar.renewed",
    ]
    assert new not in str(list(Entry.objects.values()))


def test_only_focal_points_know_and_renew_the_address(
    client, carrier, officer, brokers, address
):
    for user in (carrier, officer):
        client.force_login(user)
        assert address not in client.get("/meetings/calendars/").content.decode()
        response = client.post(f"/meetings/calendars/{brokers.pk}/renew/")
        assert response.status_code == 403


def test_an_unknown_address_is_not_found(client, db):
    assert client.get("/meetings/calendars/guess.ics").status_code == 404


def test_the_calendar_of_a_deactivated_organisation_is_closed(client, address, brokers):
    assert client.get(address).status_code == 200
    brokers.is_active = False
    brokers.save()
    assert client.get(address).status_code == 404
