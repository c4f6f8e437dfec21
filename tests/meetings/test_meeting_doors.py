"""Who gets through the doors of a meeting: hidden 404, forbidden 403, else the page."""

import pytest

from meetings.models import Level, Meeting

PAGES = ["edit", "convene", "move", "place", "cancel", "invite", "papers/add"]
POSTS = ["hold", "close"]


def visit(client, cast, address, method="get"):
    found = {}
    for name, user in cast.items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        found[name] = getattr(client, method)(address).status_code
    return found


@pytest.mark.parametrize("step", PAGES)
def test_steps_are_for_the_officers_of_the_meeting(client, cast, meeting, step):
    meeting.level = Level.PUBLIC
    meeting.save()

    found = visit(client, cast, f"{meeting.get_absolute_url()}{step}/")

    expected = dict.fromkeys(cast, 403) | {"officer": 200, "administrator": 200}
    assert found == expected | {"stranger": 302}


@pytest.mark.parametrize("step", POSTS)
def test_one_button_steps_are_for_the_officers_too(client, cast, meeting, step):
    meeting.level = Level.PUBLIC
    meeting.save()
    address = f"{meeting.get_absolute_url()}{step}/"

    assert visit(client, {"officer": cast["officer"]}, address) == {"officer": 405}
    expected = dict.fromkeys(cast, 403) | {"officer": 302, "administrator": 302}
    assert visit(client, cast, address, "post") == expected | {"stranger": 302}


def test_a_secretary_runs_the_meetings_of_the_own_committee_alone(
    client, secretary, meeting, committee
):
    meeting.lead = None
    meeting.save()
    client.force_login(secretary)
    address = f"{meeting.get_absolute_url()}edit/"
    assert client.get(address).status_code == 404

    meeting.committee = committee
    meeting.save()
    assert client.get(address).status_code == 200


def test_a_hidden_meeting_is_not_found(client, cast, meeting):
    meeting.lead = None
    meeting.save()
    found = visit(client, cast, meeting.get_absolute_url())

    seen = {"broker", "officer", "signatory", "auditor", "administrator"}
    assert {name for name, status in found.items() if status == 200} == seen
    assert {status for name, status in found.items() if name not in seen} == {404}


def test_the_year_in_the_address_must_be_the_programmes(client, officer, meeting):
    client.force_login(officer)
    year = meeting.programme.year

    assert client.get(f"/meetings/{year}/{meeting.pk}/").status_code == 200
    assert client.get(f"/meetings/{year + 1}/{meeting.pk}/").status_code == 404


def test_only_who_plans_may_add_a_meeting(client, cast, meeting):
    found = visit(client, cast, f"/meetings/{meeting.programme.year}/add/")

    may = {"officer", "secretary", "administrator"}
    assert {name for name, status in found.items() if status == 200} == may
    assert found["stranger"] == 302
    assert found["broker"] == 403


def test_a_year_without_programme_has_no_form(client, officer, meeting):
    client.force_login(officer)

    assert client.get("/meetings/2019/add/").status_code == 404


def test_what_is_over_is_no_longer_edited(client, officer, meeting):
    Meeting.objects.update(state="held")
    client.force_login(officer)

    response = client.get(f"/en{meeting.get_absolute_url()}edit/", follow=True)

    assert response.redirect_chain[-1][0].endswith(f"/{meeting.pk}/")
    assert "This meeting can no longer be edited." in response.content.decode()
