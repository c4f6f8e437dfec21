"""The factor page shows the promises on it, and a promise shows the factor."""

from datetime import date

import pytest
from django.urls import reverse

from commitments import loop
from commitments.models import Commitment
from surveys.models import Cell
from tests.surveys.test_pages import get


@pytest.fixture
def promise(brokers, customs):
    def make(number, **fields):
        made = Commitment.objects.create(
            reference=f"E-2026-{number:03}",
            what=f"Publier les délais {number}",
            what_en=f"Publish the times {number}",
            owner=customs,
            **{
                "promised_on": date(2021, 1, 4),
                "factor": 1,
                "level": "public",
                "first_due_on": date(2026, 6, number),
                "due_on": date(2026, 6, number),
                **fields,
            },
        )
        made.counterparts.add(brokers)
        return made

    return make


def test_a_factor_links_what_was_promised_on_it(published, client, promise):
    made = promise(1)
    promise(2, factor=2)
    page = get(client, "factor", 2022, 1)
    assert made.get_absolute_url() in page
    assert "Publier les délais 1" in page
    assert "E-2026-002" not in page
    assert reverse("commitments:factor", args=[1]) in page


def test_a_reader_sees_the_promises_of_own_level_alone(
    published, client, promise, broker
):
    promise(1, level="partners")
    assert "E-2026-001" not in get(client, "factor", 2022, 1)
    client.force_login(broker)
    assert "E-2026-001" in get(client, "factor", 2022, 1)


def test_what_is_still_owed_stands_first_and_five_at_most(published, client, promise):
    promise(1, state="kept", claimed_on=date(2026, 5, 1), closed_on=date(2026, 5, 2))
    for number in range(2, 8):
        promise(number)
    page = get(client, "factor", 2022, 1)
    assert [n for n in range(1, 8) if f"E-2026-00{n}" in page] == [2, 3, 4, 5, 6]
    assert "engagements sur ce facteur" in page


def test_a_weak_factor_says_what_is_promised_or_that_nothing_is(
    published, client, promise
):
    Cell.objects.filter(code="F1", breakdown="").update(low=30, high=40, status="")
    assert "Aucun engagement n’est pris à son sujet." in get(client, "factor", 2022, 1)
    promise(1)
    assert "1 engagement est pris à son sujet." in get(client, "factor", 2022, 1)


def test_a_promise_shows_how_its_factor_was_perceived_since(
    published, promise, stranger
):
    older = promise(1)
    newer = promise(2, promised_on=date(2023, 1, 2))
    (link,) = loop.after(older, stranger)
    assert link.url == "/surveys/2022/factor/1/"
    assert link.title == "Vague 2022"
    cell = published.cells.get(code="F1", breakdown="")
    assert f"{cell.estimate}\u00a0%" in link.detail
    assert loop.after(newer, stranger) == []
    assert [found.url for found in loop.beside(1, stranger)] == [link.url]


def test_the_page_asks_as_often_for_five_promises_as_for_one(
    published, client, promise, django_assert_max_num_queries
):
    def ask():
        with django_assert_max_num_queries(40) as queries:
            get(client, "factor", 2022, 1)
        return len(queries)

    promise(1)
    first = ask()
    for number in range(2, 6):
        promise(number)
    assert ask() == first
