"""Planning and correcting a meeting in the browser."""

import re
from datetime import datetime, time

import pytest
from django.utils import timezone

from audit.models import Entry
from meetings.agendas import length
from meetings.models import Meeting
from workdays.words import date_format


@pytest.fixture
def typed(programme, brokers, room, customs, officer):
    return {
        "programme": programme.pk,
        "kind": "bilateral",
        "title": "Cautions des commissionnaires",
        "day": f"{programme.year}-12-15",
        "starts": "09:00",
        "ends": "11:00",
        "room": room.pk,
        "organisations": [brokers.pk],
        "lead": customs.pk,
        "officer": officer.pk,
        "language": "fr",
        "level": "parties",
    }


def post(client, officer, programme, typed):
    client.force_login(officer)
    return client.post(f"/en/meetings/{programme.year}/add/", typed)


def test_an_officer_plans_a_meeting(client, officer, programme, typed, brokers):
    response = post(client, officer, programme, typed)

    meeting = Meeting.objects.get()
    assert response.status_code == 302
    assert (meeting.state, meeting.title) == ("planned", typed["title"])
    starts = timezone.localtime(meeting.starts_at)
    assert starts.replace(tzinfo=None) == datetime(programme.year, 12, 15, 9)
    assert list(meeting.organisations.all()) == [brokers]
    assert list(Entry.objects.values_list("verb", "detail__reason")) == [
        ("meeting.guests_chosen", "FETRAM"),
        ("meeting.created", ""),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("9h", "10h30", (time(9), time(10, 30))),
        ("9 h 05", "10 H", (time(9, 5), time(10))),
        ("09:00", "17:00", (time(9), time(17))),
    ],
)
def test_hours_are_understood_as_people_write_them(
    client, officer, programme, typed, starts, ends, expected
):
    post(client, officer, programme, typed | {"starts": starts, "ends": ends})

    meeting = Meeting.objects.get()
    hours = map(timezone.localtime, (meeting.starts_at, meeting.ends_at))
    assert tuple(hour.time() for hour in hours) == expected


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "08:00"}, "A meeting must end after it starts."),
        ({"day": "demain"}, "Write a day such as 26/01/2027."),
        ({"starts": "tôt"}, "Write an hour such as 10:30 or 10h30."),
        ({"day": "15/12/2001"}, "The day must lie in"),
        ({"last_day": "2001-12-15"}, "The last day is before the first."),
        ({"last_day": "2101-12-15"}, "A meeting lasts seven days at most."),
        ({"title": ""}, "This field is required."),
        ({"kind": "party"}, "Select a valid choice."),
        ({"organisations": ["999"]}, "Select a valid choice."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_the_rest(
    client, officer, programme, typed, wrong, sentence
):
    response = post(client, officer, programme, typed | wrong)

    content = response.content.decode()
    assert response.status_code == 200
    assert sentence in content
    assert not Meeting.objects.exists()
    if "title" not in wrong:
        assert typed["title"] in content


def test_a_check_shows_conflicts_and_saves_nothing(client, officer, typed, in_its_year):
    meeting, programme = in_its_year, in_its_year.programme
    starts, ends = map(timezone.localtime, (meeting.starts_at, meeting.ends_at))
    same = {
        "day": starts.date().isoformat(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "check": "1",
    }
    response = post(client, officer, programme, typed | same)

    kinds = [conflict.kind.value for conflict in response.context["conflicts"]]
    assert {"officer", "organisation", "room"} <= set(kinds)
    assert Meeting.objects.count() == 1


def test_a_check_of_a_free_day_says_so(client, officer, programme, typed):
    day = {"day": f"{programme.year}-12-15", "check": "1"}
    response = post(client, officer, programme, typed | day)

    assert response.context["conflicts"] == []
    assert "No conflict" in response.content.decode()


def test_the_day_of_the_planner_is_filled_in(client, officer, programme):
    client.force_login(officer)
    page = f"/meetings/{programme.year}/add/?date={programme.year}-05-03"

    assert f'value="{programme.year}-05-03"' in client.get(page).content.decode()


def test_a_planned_meeting_is_corrected_whole(client, officer, meeting, typed):
    client.force_login(officer)
    page = f"{meeting.get_absolute_url()}edit/"
    assert client.get(page).status_code == 200
    response = client.post(page, typed | {"title": "Autre objet", "organisations": []})

    meeting.refresh_from_db()
    assert response.status_code == 302
    assert meeting.title == "Autre objet"
    assert not meeting.organisations.exists()


def test_a_convened_meeting_keeps_its_date_and_guests_in_the_form(
    client, officer, convened, typed
):
    client.force_login(officer)
    before = (convened.starts_at, convened.room_id)
    page = f"{convened.get_absolute_url()}edit/"
    assert "day" not in client.get(page).context["form"].fields
    words = ("kind", "lead", "officer", "language", "level")
    client.post(page, {name: typed[name] for name in words} | {"title": "Mieux dit"})

    convened.refresh_from_db()
    assert convened.title == "Mieux dit"
    assert (convened.starts_at, convened.room_id) == before
    assert convened.organisations.count() == 1


def test_a_form_opened_before_the_convocation_is_refused_and_kept(
    client, officer, convened, typed
):
    client.force_login(officer)
    late = typed | {"title": "Mieux dit", "starts": "08:15"}
    answer = client.post(f"/en{convened.get_absolute_url()}edit/", late)

    content = answer.content.decode()
    assert "The meeting was convened meanwhile: nothing was saved." in content
    assert 'value="08:15"' in content
    assert "Mieux dit" in content
    stored = Meeting.objects.get()
    assert (stored.title, stored.starts_at) == (convened.title, convened.starts_at)


def test_a_meeting_lasts_several_days_between_the_same_hours(
    client, officer, programme, typed
):
    year = programme.year
    response = post(client, officer, programme, typed | {"last_day": f"{year}-12-16"})

    meeting = Meeting.objects.get()
    ends = timezone.localtime(meeting.ends_at)
    assert response.status_code == 302
    assert ends.replace(tzinfo=None) == datetime(year, 12, 16, 11)
    assert meeting.lasts_days()
    assert length(meeting) == 240
    address = f"/en/meetings/{year}/{meeting.pk}/"
    page = client.get(address).content.decode()
    assert f"to {date_format(ends, 'l j F Y')}, 9:00 to 11:00 each day" in page
    edit = client.get(f"{address}edit/").content.decode()
    assert f'value="{year}-12-16"' in edit
    for view in ("", "?view=list"):
        found = client.get(f"/en/meetings/{year}/{view}").context["rows"]
        assert [len(row["days"]) for row in found] == [2]


def test_a_secretary_plans_for_the_own_committee_only(
    client, secretary, programme, committee, typed
):
    response = post(client, secretary, programme, typed)
    assert response.status_code == 200
    assert "This field is required." in response.content.decode()

    response = post(client, secretary, programme, typed | {"committee": committee.pk})
    assert response.status_code == 302
    assert Meeting.objects.get().committee == committee


def test_a_meeting_is_convened_moved_and_cancelled_in_the_browser(
    client, officer, broker, meeting
):
    client.force_login(officer)
    page = meeting.get_absolute_url()
    assert "broker@example.org" in client.get(f"{page}convene/").content.decode()
    client.post(f"{page}convene/")
    day = timezone.localdate(meeting.starts_at) + timezone.timedelta(days=1)
    moved = {"day": day, "starts": "10:00", "ends": "11:00"}
    no_reason = client.post(f"{page}move/", moved)
    accepted = {"accepted": f"{day}T10:00 {day}T11:00"}  # it may be a Sunday
    client.post(f"{page}move/", moved | accepted | {"reason": "Salle prise"})
    client.post(f"{page}place/", {"place": "Hôtel de l’Amitié"})
    client.post(f"{page}cancel/", {"reason": "Mission"})

    meeting.refresh_from_db()
    assert no_reason.status_code == 200
    assert (meeting.state, meeting.sequence, meeting.where) == (
        "cancelled",
        3,
        "Hôtel de l’Amitié",
    )


def test_nobody_is_written_to_before_the_officer_saw_what_stands_in_the_way(
    client, officer, convened
):
    client.force_login(officer)
    page = f"/en{convened.get_absolute_url()}move/"
    before = convened.starts_at
    day = timezone.localdate(before)
    sunday = day + timezone.timedelta(days=13 - day.weekday())
    typed = {"starts": "10:00", "ends": "11:00", "reason": "Salle prise"}

    asked = client.post(page, typed | {"day": sunday})

    convened.refresh_from_db()
    assert convened.starts_at == before
    content = asked.content.decode()
    assert "weekend" in content
    assert "Move all the same and write to everybody" in content
    accepted = re.search(r'name="accepted" value="([^"]+)"', content)[1]
    saturday = sunday - timezone.timedelta(days=1)
    other_day = client.post(page, typed | {"day": saturday, "accepted": accepted})
    assert "Move all the same and write to everybody" in other_day.content.decode()
    moved = client.post(page, typed | {"day": sunday, "accepted": accepted})
    assert moved.status_code == 302
    convened.refresh_from_db()
    assert timezone.localdate(convened.starts_at) == sunday


def test_a_refused_step_keeps_what_was_typed(client, officer, convened):
    client.force_login(officer)
    starts, ends = map(timezone.localtime, (convened.starts_at, convened.ends_at))
    response = client.post(
        f"/en{convened.get_absolute_url()}move/",
        {
            "day": starts.date(),
            "starts": f"{starts:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "reason": "Parce que",
        },
    )

    content = response.content.decode()
    assert "The meeting stands at this date and hour already." in content
    assert "Parce que" in content
