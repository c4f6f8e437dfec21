from datetime import date

import pytest

from audit.models import Entry
from workdays import actions
from workdays.models import Holiday

LIST = "/admin/workdays/holiday/"


@pytest.fixture
def seeded(db):
    actions.seed_year(year=2027)


def test_an_administrator_seeds_a_year_with_a_button(client, administrator):
    client.force_login(administrator)

    assert "/admin/workdays/holiday/seed/" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}seed/").status_code == 200
    response = client.post(f"{LIST}seed/", {"year": "2027"}, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert Holiday.objects.count() == 13


def test_a_wrong_year_is_named_beside_the_field(client, administrator):
    client.force_login(administrator)
    response = client.post(f"{LIST}seed/", {"year": "20270"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["year"]


def test_changing_a_holiday_leaves_a_trace(client, administrator, seeded):
    client.force_login(administrator)
    tabaski = Holiday.objects.get(name_en="Eid al-Adha")
    client.post(
        f"{LIST}{tabaski.pk}/change/",
        {
            "day": "2027-05-17",
            "name": tabaski.name,
            "name_en": tabaski.name_en,
            "is_confirmed": "on",
            "is_observed": "on",
        },
    )

    entry = Entry.objects.about(tabaski).first()
    assert (entry.verb, entry.by, entry.before, entry.after) == (
        "holiday.changed",
        administrator,
        {"day": "2027-05-16", "is_confirmed": "False"},
        {"day": "2027-05-17", "is_confirmed": "True"},
    )


def test_announced_days_are_confirmed_from_the_list(client, administrator, seeded):
    client.force_login(administrator)
    feasts = Holiday.objects.filter(is_confirmed=False)
    keys = [feast.pk for feast in feasts]
    client.post(LIST, {"action": "confirm", "_selected_action": keys})

    assert not feasts.all().exists()


def test_a_seeded_day_is_never_deleted_and_a_typed_one_leaves_a_trace(
    client, administrator, seeded
):
    client.force_login(administrator)
    seeded_day = Holiday.objects.get(day=date(2027, 5, 25))
    typed = Holiday.objects.create(day=date(2027, 5, 24), name="Pont")
    confirmed = {"post": "yes"}

    refused = client.post(f"{LIST}{seeded_day.pk}/delete/", confirmed)
    client.post(f"{LIST}{typed.pk}/delete/", confirmed)
    assert refused.status_code == 403
    assert not Holiday.objects.filter(name="Pont").exists()
    assert Entry.objects.filter(verb="holiday.deleted").count() == 1


def test_an_auditor_reads_holidays_and_changes_nothing(client, auditor, seeded):
    client.force_login(auditor)
    day = Holiday.objects.first()

    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}{day.pk}/change/").status_code == 200
    assert client.post(f"{LIST}{day.pk}/change/", {"name": "x"}).status_code == 403
    assert client.get(f"{LIST}seed/").status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403


def test_whoever_is_not_staff_is_asked_to_sign_in(client, officer, seeded):
    client.force_login(officer)

    response = client.get(LIST)
    assert (response.status_code, response["Location"]) == (
        302,
        f"/admin/login/?next={LIST}",
    )


def test_the_list_asks_the_same_however_many_days(client, administrator, queries):
    client.force_login(administrator)
    actions.seed_holidays(year=2027)
    few = queries(LIST)
    actions.seed_holidays(year=2028)

    assert queries(LIST) == few
