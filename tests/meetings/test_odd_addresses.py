"""What stands in an address or a form and names nothing is answered, not stumbled over."""

import pytest
from django.urls import reverse

HUGE = "9" * 20


@pytest.mark.parametrize("number", ["²", "9" * 5000, HUGE, "-1", "\x00"])
def test_a_programme_that_no_number_names_is_not_found(
    client, officer, meeting, number
):
    client.force_login(officer)
    address = reverse("meetings:import", args=[meeting.programme.year])
    assert client.get(address, {"programme": number}).status_code == 404


def test_an_organisation_that_no_row_can_be_is_no_choice(client, officer, meeting):
    client.force_login(officer)
    address = reverse("meetings:edit", args=[meeting.programme.year, meeting.pk])
    answer = client.post(
        address, {"organisations": [HUGE], "committee": HUGE, "room": "9" * 5000}
    )
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert {"organisations", "committee", "room"} <= set(errors)


def test_a_planned_meeting_is_not_looked_for_in_another_year(client, officer, meeting):
    client.force_login(officer)
    year = meeting.programme.year
    address = reverse("meetings:reschedule", args=[year, meeting.pk])
    answer = client.get(address, {"day": "9999-12-31"})
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"day": [f"Le jour doit être en {year}."]}


@pytest.mark.parametrize("page", ["meeting", "minutes", "agenda"])
@pytest.mark.parametrize("numbers", [(2027, HUGE), (HUGE, 1)])
def test_a_number_that_no_row_can_have_names_nothing(client, officer, page, numbers):
    client.force_login(officer)
    assert client.get(reverse(f"meetings:{page}", args=numbers)).status_code == 404
