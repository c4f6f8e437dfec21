from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from workdays import arithmetic
from workdays.arithmetic import Calendar
from workdays.models import Holiday, OfficeHours

SEVEN_THIRTY, FOUR = time(7, 30), time(16)


def holiday(day, name="Fête", **fields):
    return Holiday.objects.create(day=day, name=name, **fields)


def at(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def codes(starts_at, ends_at):
    return [
        problem.code for problem in arithmetic.within_office_hours(starts_at, ends_at)
    ]


@pytest.fixture
def january(db):
    """The holidays at the turn of 2027 and of 2028."""
    holiday(date(2027, 1, 1), "Jour de l'An")
    holiday(date(2027, 1, 14), "Journée de la souveraineté retrouvée")
    holiday(date(2027, 1, 20), "Journée de l'Armée")
    holiday(date(2028, 1, 1), "Jour de l'An")


@pytest.fixture
def hours(db):
    for weekday in range(4):
        OfficeHours.objects.create(
            weekday=weekday,
            opens_at=SEVEN_THIRTY,
            closes_at=FOUR,
            break_starts_at=time(12, 30),
            break_ends_at=time(13),
        )
    OfficeHours.objects.create(
        weekday=4,
        opens_at=SEVEN_THIRTY,
        closes_at=time(17, 30),
        break_starts_at=time(12, 30),
        break_ends_at=time(14, 30),
    )


def test_the_holidays_of_january_are_not_worked(january):
    worked = [d for d in range(11, 23) if arithmetic.is_workday(date(2027, 1, d))]

    assert worked == [11, 12, 13, 15, 18, 19, 21, 22]


def test_five_working_days_leap_the_fourteenth_and_the_twentieth(january):
    assert arithmetic.add_workdays(date(2027, 1, 13), 5) == date(2027, 1, 22)
    assert arithmetic.subtract_workdays(date(2027, 1, 22), 5) == date(2027, 1, 13)
    assert arithmetic.count_workdays(date(2027, 1, 13), date(2027, 1, 22)) == 5


def test_the_year_end_is_leapt_in_both_directions(january):
    assert arithmetic.add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert arithmetic.subtract_workdays(date(2027, 1, 4), 1) == date(2026, 12, 31)
    assert arithmetic.add_workdays(date(2027, 12, 31), 1) == date(2028, 1, 3)


def test_easter_monday_makes_a_weekend_of_three_days(db):
    holiday(date(2027, 3, 29), "Lundi de Pâques")

    assert arithmetic.add_workdays(date(2027, 3, 26), 1) == date(2027, 3, 30)
    assert arithmetic.next_workday(date(2027, 3, 27)) == date(2027, 3, 30)
    assert arithmetic.previous_workday(date(2027, 3, 29)) == date(2027, 3, 26)


def test_tabaski_counts_while_it_is_to_be_confirmed_and_moves_with_its_row(db):
    tabaski = holiday(date(2027, 5, 17), "Tabaski", is_confirmed=False)
    assert arithmetic.add_workdays(date(2027, 5, 14), 1) == date(2027, 5, 18)

    tabaski.day = date(2027, 5, 18)
    tabaski.save()
    assert arithmetic.add_workdays(date(2027, 5, 14), 2) == date(2027, 5, 19)


def test_a_holiday_that_is_worked_after_all_does_not_count(db):
    holiday(date(2027, 5, 17), "Pont", is_observed=False)

    assert arithmetic.is_workday(date(2027, 5, 17))


def test_a_working_day_is_its_own_next_and_adding_none_stays(january):
    assert arithmetic.next_workday(date(2027, 1, 13)) == date(2027, 1, 13)
    assert arithmetic.add_workdays(date(2027, 1, 14), 0) == date(2027, 1, 14)
    assert arithmetic.count_workdays(date(2027, 1, 13), date(2027, 1, 13)) == 0


def test_counting_backwards_is_negative(january):
    assert arithmetic.count_workdays(date(2027, 1, 22), date(2027, 1, 13)) == -5


def test_a_meeting_within_hours_has_no_problem(hours):
    monday = date(2027, 2, 1)

    assert codes(at(monday, 7, 30), at(monday, 12, 30)) == []
    assert codes(at(monday, 13), at(monday, 16)) == []


def test_hours_and_breaks_are_told_apart(hours):
    monday, friday = date(2027, 2, 1), date(2027, 2, 5)

    assert codes(at(monday, 7), at(monday, 9)) == ["outside_hours"]
    assert codes(at(monday, 15), at(monday, 16, 30)) == ["outside_hours"]
    assert codes(at(monday, 12), at(monday, 14)) == ["break"]
    assert codes(at(friday, 12), at(friday, 14)) == ["friday_break"]
    assert codes(at(friday, 15), at(friday, 18)) == ["outside_hours"]
    assert codes(at(friday, 14, 30), at(friday, 17, 30)) == []
    assert codes(at(friday, 6), at(friday, 13)) == ["outside_hours", "friday_break"]


def test_a_closed_day_is_named_and_its_hours_are_not_asked(hours):
    feast = holiday(date(2027, 5, 16), "Tabaski", is_confirmed=False)
    found = arithmetic.within_office_hours(
        at(date(2027, 5, 16), 5), at(date(2027, 5, 16), 22)
    )

    assert [(p.code, p.holiday, p.is_confirmed) for p in found] == [
        ("holiday", feast, False),
        ("weekend", None, True),
    ]
    with translation.override("en"):
        assert [str(p) for p in found] == [
            "The offices are probably closed: Tabaski (to be confirmed).",
            "The offices are closed that day.",
        ]


def test_the_sentences_name_the_hours(hours):
    friday = date(2027, 2, 5)
    with translation.override("en"):
        found = arithmetic.within_office_hours(at(friday, 12), at(friday, 18))

        assert [str(p) for p in found] == [
            "Outside office hours, 7:30 to 17:30 that day.",
            "During the Friday prayer break, 12:30 to 14:30.",
        ]
    with translation.override("fr"):
        assert "12\u00a0h\u00a030" in str(found[1])


def test_ramadan_has_hours_of_its_own(hours):
    OfficeHours.objects.create(
        weekday=4,
        opens_at=SEVEN_THIRTY,
        closes_at=time(12, 30),
        starts_on=date(2027, 2, 8),
        ends_on=date(2027, 3, 9),
        is_confirmed=False,
    )
    inside, after = date(2027, 2, 12), date(2027, 3, 12)

    found = arithmetic.within_office_hours(at(inside, 15), at(inside, 16))
    assert [(p.code, p.is_confirmed) for p in found] == [("outside_hours", False)]
    assert codes(at(after, 15), at(after, 16)) == []


def test_a_meeting_of_several_days_asks_every_day(hours):
    holiday(date(2027, 2, 3))
    found = arithmetic.within_office_hours(
        at(date(2027, 2, 2), 7), at(date(2027, 2, 4), 12)
    )

    assert [(p.code, p.day.day) for p in found] == [
        ("outside_hours", 2),
        ("holiday", 3),
    ]


def test_without_office_hours_only_closed_days_are_known(db):
    assert codes(at(date(2027, 2, 1), 3), at(date(2027, 2, 1), 23)) == []
    assert codes(at(date(2027, 2, 6), 9), at(date(2027, 2, 6), 10)) == ["weekend"]


def test_the_office_hours_say_which_days_are_worked(db):
    for weekday in (6, 0, 1, 2, 3):
        OfficeHours.objects.create(
            weekday=weekday, opens_at=SEVEN_THIRTY, closes_at=FOUR
        )
    calendar = Calendar.load(date(2027, 2, 1), date(2027, 2, 7))

    assert [calendar.is_workday(date(2027, 2, d)) for d in range(1, 8)] == [
        True,
        True,
        True,
        True,
        False,
        False,
        True,
    ]


def test_a_calendar_asks_twice_however_many_meetings_it_checks(
    january, hours, django_assert_num_queries
):
    with django_assert_num_queries(2):
        calendar = Calendar.load(date(2027, 1, 1), date(2027, 12, 31))
        for n in range(850):
            day = date(2027, 1, 1) + timedelta(days=n % 365)
            calendar.within_office_hours(at(day, 9), at(day, 11))


def test_a_calendar_reads_on_where_a_question_leads_out(january):
    calendar = Calendar.load(date(2027, 6, 1), date(2027, 6, 30))

    assert calendar.is_workday(date(2027, 1, 14)) is False
    assert calendar.is_workday(date(2027, 6, 14)) is True
    assert calendar.holiday(date(2028, 1, 1)).name == "Jour de l'An"
    assert calendar.holiday(date(2029, 9, 22)) is None


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


class TestAnyCalendar(TestCase):
    @given(
        closed=st.sets(st.dates(date(2026, 6, 1), date(2028, 6, 1)), max_size=30),
        day=DAYS,
        count=st.integers(0, 60),
    )
    def test_adding_then_subtracting_comes_back(self, closed, day, count):
        calendar = self.calendar(closed)
        start = calendar.next_workday(day)
        there = calendar.add_workdays(start, count)

        assert calendar.is_workday(there)
        assert calendar.subtract_workdays(there, count) == start
        assert calendar.count_workdays(start, there) == count

    @given(
        closed=st.sets(st.dates(date(2026, 6, 1), date(2028, 6, 1)), max_size=30),
        days=st.tuples(DAYS, DAYS, DAYS).map(sorted),
    )
    def test_counts_add_up(self, closed, days):
        calendar = self.calendar(closed)
        first, middle, last = days

        assert calendar.count_workdays(first, last) == calendar.count_workdays(
            first, middle
        ) + calendar.count_workdays(middle, last)

    def calendar(self, closed):
        Holiday.objects.bulk_create([Holiday(day=d, name="Fête") for d in closed])
        return Calendar.load(date(2025, 1, 1), date(2029, 12, 31))
