from datetime import date, time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import Entry
from audit.refusal import Refused
from workdays import actions, checks, tasks
from workdays.models import Holiday, OfficeHours

ML_2027 = [
    (date(2027, 1, 1), "New Year's Day", True),
    (date(2027, 1, 14), "National Day of Recovered Sovereignty", True),
    (date(2027, 1, 20), "Armed Forces Day", True),
    (date(2027, 3, 9), "Eid al-Fitr", False),
    (date(2027, 3, 26), "Martyrs' Day", True),
    (date(2027, 3, 29), "Easter Monday", True),
    (date(2027, 5, 1), "Labor Day", True),
    (date(2027, 5, 16), "Eid al-Adha", False),
    (date(2027, 5, 25), "Africa Day", True),
    (date(2027, 8, 14), "Prophet's Birthday", False),
    (date(2027, 8, 21), "Prophet's Baptism", False),
    (date(2027, 9, 22), "National Day of the Republic of Mali", True),
    (date(2027, 12, 25), "Christmas Day", True),
]


def stored():
    return list(Holiday.objects.values_list("day", "name_en", "is_confirmed"))


def test_a_year_of_mali_is_whole_and_movable_feasts_wait_to_be_confirmed(db):
    actions.seed_holidays(year=2027)

    assert stored() == ML_2027
    tabaski = Holiday.objects.get(name_en="Eid al-Adha")
    assert tabaski.name == "Journée de la Tabaski"
    assert Holiday.objects.get(day=date(2027, 1, 1)).name == "Jour de l’An"


def test_seeding_twice_changes_nothing(db):
    actions.seed_year(year=2027)
    before = list(Holiday.objects.values()), list(OfficeHours.objects.values())

    assert actions.seed_year(year=2027) == []
    after = list(Holiday.objects.values()), list(OfficeHours.objects.values())
    assert after == before


def test_what_an_administrator_edited_is_never_overwritten(db):
    actions.seed_year(year=2027)
    Holiday.objects.filter(name_en="Eid al-Adha").update(
        day=date(2027, 5, 17), name="Tabaski", name_en="Tabaski", is_confirmed=True
    )
    Holiday.objects.filter(name_en="Africa Day").update(is_observed=False)
    before = list(Holiday.objects.values())

    actions.seed_year(year=2027)
    assert list(Holiday.objects.values()) == before


def test_a_day_typed_by_hand_under_the_same_name_is_left_alone(db):
    typed = Holiday.objects.create(day=date(2027, 9, 22), name="Fête nationale")
    named = Holiday.objects.create(day=date(2027, 12, 25), name="Fête de Noël")
    actions.seed_holidays(year=2027)

    assert Holiday.objects.filter(day=typed.day).count() == 2
    assert list(Holiday.objects.filter(day=named.day)) == [named]


def test_a_year_with_two_ends_of_ramadan_has_both(db):
    actions.seed_year(year=2033)

    feasts = Holiday.objects.filter(name_en="Eid al-Fitr")
    assert [feast.day for feast in feasts] == [date(2033, 1, 2), date(2033, 12, 23)]
    ends = OfficeHours.objects.filter(period="Ramadan").values_list(
        "ends_on", flat=True
    )
    assert set(ends) == {date(2033, 1, 1), date(2033, 12, 22)}


def test_office_hours_have_the_friday_break_and_those_of_ramadan(db):
    actions.seed_year(year=2027)
    half_past_seven, noon = time(7, 30), time(12, 30)
    always = OfficeHours.objects.filter(starts_on=None)
    ramadan = OfficeHours.objects.filter(period="Ramadan")
    columns = ("opens_at", "closes_at", "break_starts_at", "break_ends_at")

    assert list(always.order_by("weekday").values_list(*columns)) == [
        *[(half_past_seven, time(16), noon, time(13))] * 4,
        (half_past_seven, time(17, 30), noon, time(14, 30)),
    ]
    assert list(ramadan.order_by("weekday").values_list(*columns)) == [
        *[(half_past_seven, time(16, 30), None, None)] * 4,
        (half_past_seven, noon, None, None),
    ]
    assert set(ramadan.values_list("starts_on", "ends_on", "is_confirmed")) == {
        (date(2027, 2, 7), date(2027, 3, 8), False)
    }


def test_seeding_leaves_a_trace_with_its_author(administrator):
    actions.seed_holidays(year=2027, by=administrator)

    entries = Entry.objects.filter(verb="holiday.seeded", by=administrator)
    assert entries.count() == len(ML_2027)


def test_a_year_beyond_reason_is_refused(db):
    with pytest.raises(Refused):
        actions.seed_holidays(year=20270)


def test_another_country_has_its_own_holidays_in_its_own_language(db, settings):
    settings.COUNTRY = "BR"
    actions.seed_year(year=2027)

    christmas = Holiday.objects.get(day=date(2027, 12, 25))
    assert (christmas.name, christmas.name_en) == ("Natal", "Christmas Day")
    assert not OfficeHours.objects.exists()


def test_an_unknown_country_stops_the_start(settings):
    assert checks.country_is_known(None) == []
    settings.COUNTRY = "Mali"
    assert [error.id for error in checks.country_is_known(None)] == ["workdays.E001"]


def test_the_command_says_what_it_added_and_refuses_in_a_sentence(db):
    out = StringIO()
    call_command("seed_holidays", "2027", stdout=out)
    call_command("seed_holidays", "2027", stdout=out)

    assert out.getvalue() == "2027: 23 rows added.\n2027: 0 rows added.\n"
    with pytest.raises(CommandError):
        call_command("seed_holidays", "1027")


def test_the_task_seeds_this_year_and_the_next(db):
    tasks.seed_coming_years()
    tasks.seed_coming_years()

    this_year = timezone.localdate().year
    years = {day.year for day in Holiday.objects.values_list("day", flat=True)}
    assert years == {this_year, this_year + 1}


def test_announced_days_are_confirmed_with_a_trace(administrator):
    actions.seed_holidays(year=2027)
    feasts = Holiday.objects.filter(name_en__startswith="Eid")

    confirmed = actions.confirm(holidays=feasts, by=administrator)
    assert [feast.day for feast in confirmed] == [date(2027, 3, 9), date(2027, 5, 16)]
    assert actions.confirm(holidays=feasts, by=administrator) == []
    entries = Entry.objects.filter(verb="holiday.confirmed")
    assert [(e.before, e.after, e.by) for e in entries] == [
        ({"is_confirmed": "False"}, {"is_confirmed": "True"}, administrator)
    ] * 2
