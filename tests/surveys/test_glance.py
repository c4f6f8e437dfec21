"""The ten factors on the home page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys import actions
from surveys.glance import glance
from tests.portal.test_weight import KILO, weight
from tests.surveys.conftest import put_out, small_version


def test_home_says_nothing_before_a_wave_is_published(in_review, client):
    assert client.get("/").context["survey"] is None


def test_home_shows_the_ten_factors_of_the_latest_wave(published, client):
    page = client.get("/")
    lines = page.context["survey"]["lines"]
    assert len(lines) == 10
    cells = published.cells.filter(breakdown="")
    own = cells.get(code="F1", group="officials")
    assert lines[0].figures == [f"{own.estimate}\u00a0%", "–"]
    assert "/surveys/2022/factor/1/" in page.content.decode()
    assert b"/surveys/2022/" in client.get("/en/").content


def test_the_factors_weigh_little(supplied, client):
    assert weight(client.get("/").content) < 8 * KILO


@pytest.mark.parametrize("who", ["stranger", "broker", "officer"])
def test_it_asks_as_often_for_three_waves_as_for_one(
    survey_analyst, survey_approver, request, who
):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            glance(request.getfixturevalue(who))
        return len(queries)

    counts = []
    for year in (2020, 2022, 2024):
        version = small_version(survey_analyst, year=year)
        actions.submit(version=version, by=survey_analyst)
        put_out(version, survey_approver)
        ask()
        counts.append(ask())
    assert counts[0] == counts[2]
