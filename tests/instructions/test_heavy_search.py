"""A search that takes too long is stopped by the database, and says so."""

import pytest
from django.db import connection
from django.urls import reverse

from instructions.search import found
from instructions.search.fuse import TooHeavy, fuse

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


@pytest.fixture(autouse=True)
def impatient(settings):
    settings.SEARCH_MILLISECONDS = 100


def test_the_database_is_stopped_and_goes_on_with_the_next_question(db):
    with pytest.raises(TooHeavy), fuse(), connection.cursor() as cursor:
        cursor.execute(f"{ENDLESS} SELECT COUNT(*) FROM n")

    with fuse(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_the_reader_is_asked_for_more_precise_words(client, published, monkeypatch):
    published("001")
    monkeypatch.setattr(
        found, "STATEMENT", ENDLESS + " SELECT COUNT(*) FROM n, ({found}) f"
    )

    answer = client.get(reverse("instructions:library"), {"q": "marchandises"})

    assert answer.status_code == 503
    page = answer.content.decode()
    assert "Cette recherche prend trop de temps" in page
    assert 'value="marchandises"' in page
