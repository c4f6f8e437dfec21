"""The first of a month is “1er” in French, on pages and in letters alike."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from workdays.words import date_format

FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("language", "day", "pattern", "expected"),
    [
        ("fr", FIRST, "j F", "1er décembre"),
        ("fr", FIRST, "l j F Y", "mardi 1er décembre 2026"),
        ("fr", FIRST, None, "1er décembre 2026"),
        ("fr", SECOND, "j F", "2 décembre"),
        ("fr", date(2026, 12, 11), "j F", "11 décembre"),
        ("fr", datetime(2026, 12, 1, 9, 5), "j F Y, H:i", "1er décembre 2026, 09:05"),
        ("fr", FIRST, "j", "1"),
        ("fr", FIRST, "d/m/Y", "01/12/2026"),
        ("fr", FIRST, "SHORT_DATE_FORMAT", "01/12/2026"),
        ("en", FIRST, "j F", "1 December"),
    ],
)
def test_a_day_in_words(language, day, pattern, expected):
    with override(language):
        assert date_format(day, pattern) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST, "1er décembre"),
        (datetime(2026, 12, 1, 9), "1er décembre"),
        (SECOND, "2 décembre"),
        (None, ""),
        ("", ""),
    ],
)
def test_the_filter_of_every_template_says_the_same(day, expected):
    with override("fr"):
        page = Template('{{ day|date:"j F" }}').render(Context({"day": day}))
    assert page == expected
