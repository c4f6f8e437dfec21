from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Level, Meeting


@pytest.fixture
def public(meeting):
    meeting.level = Level.PUBLIC
    meeting.save()
    return meeting


def announced(client, user):
    if user.is_authenticated:
        client.force_login(user)
    return list(client.get("/").context["meetings"])


def again(meeting, count, **fields):
    """More meetings like this one, a day apart."""
    return Meeting.objects.bulk_create(
        Meeting(
            programme=meeting.programme,
            kind=meeting.kind,
            title=f"{meeting.title} {number}",
            starts_at=meeting.starts_at + timedelta(days=number),
            ends_at=meeting.ends_at + timedelta(days=number),
            room=meeting.room,
            lead=meeting.lead,
            level=Level.PUBLIC,
            **fields,
        )
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize(
    ("who", "seen"), [("stranger", 0), ("carrier", 0), ("broker", 1), ("officer", 1)]
)
def test_home_announces_a_meeting_of_the_parties_to_them_alone(
    client, meeting, cast, who, seen
):
    assert announced(client, cast[who]) == [meeting][:seen]


def test_home_announces_public_meetings_to_come_and_no_others(client, public, stranger):
    past, cancelled = again(public, 2)
    past.starts_at = timezone.now() - timedelta(days=2)
    past.ends_at = past.starts_at + timedelta(hours=2)
    past.save()
    cancelled.state = Meeting.State.CANCELLED
    cancelled.save()

    assert announced(client, stranger) == [public]


def test_home_counts_what_was_held_of_the_year(client, public, stranger):
    this_year = timezone.localtime().replace(month=6, day=1)
    Meeting.objects.update(starts_at=this_year, ends_at=this_year + timedelta(hours=1))
    again(public, 2, state=Meeting.State.HELD)
    again(public, 1, state=Meeting.State.CANCELLED)

    assert client.get("/").context["progress"] == {"total": 3, "held": 2}


def test_home_without_a_programme_says_what_will_come(client, db):
    page = client.get("/en/")

    assert page.status_code == 200
    assert "No meeting is announced at the moment." in page.text


def test_home_sets_no_cookie_and_asks_as_much_for_forty_meetings_as_for_one(
    client, public, django_assert_num_queries
):
    with django_assert_num_queries(10):
        page = client.get("/")
    again(public, 39)
    with django_assert_num_queries(10):
        client.get("/")

    assert page.cookies == {}


def test_a_stranger_is_asked_to_sign_in_before_the_dashboard(client, db):
    assert client.get("/dashboard/").status_code == 302
