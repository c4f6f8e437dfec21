"""A stranger with nothing but the published files, against waves of every shape."""

from datetime import date

import pytest

from bench import offices
from bench.stranger import narrow
from surveys import actions
from surveys.models import Breakdown, Level, Version, Wave
from surveys.opendata.files import CODEBOOK, codebook, table
from surveys.opendata.rows import COLUMNS, results
from tests.surveys.conftest import small_rows, take


def files(version):
    """The files of each level, as a reader of that level has them."""
    return [table(results(version, level), COLUMNS).decode() for level in Level]


def questions(version):
    return table(codebook(version, Level.CUSTOMS), CODEBOOK).decode()


def test_the_attacker_finds_a_part_that_hides_alone(published):
    """Otherwise an attack that finds nothing would prove nothing."""
    alone = published.cells.filter(code="O1", breakdown="sex", value="F")
    alone.update(status="c", estimate=None, low=None, high=None, base=None, shares=None)
    found = {exposed[:4] for exposed in narrow([files(published)[0]])}
    assert ("officials", "O1", "sex", "F") in found


def test_two_versions_side_by_side_give_nothing_away(published, survey_analyst):
    draft = actions.start_correction(
        version=published, is_correction=False, note="Relance", by=survey_analyst
    )
    draft = take(draft, small_rows(kayes=22), survey_analyst)
    pairs = zip(files(published), files(draft), strict=True)
    assert [exposed for pair in pairs for exposed in narrow(pair)] == []


def random_wave(seed, by):
    """A draft computed from random offices, to whom all breakdowns are public."""
    dates = {"starts_on": date(2022, 3, 1), "ends_on": date(2022, 3, 31)}
    version = actions.start_wave(
        wave=Wave(year=2022, title="Vague"), version=Version(**dates), by=by
    )
    Breakdown.objects.filter(version=version, code="region").update(code="office")
    answers = offices.respondents(seed)
    return take(version, answers, by, codebook=offices.codebook())


@pytest.mark.parametrize("seed", range(10))
def test_300_tables_of_offices_and_sexes_give_nothing_away(seed, survey_analyst):
    """Thirty at least in each wave: a code of a group by office, or by sex."""
    version = random_wave(seed, survey_analyst)
    rows = results(version, Level.PUBLIC)
    tables = {(r["group"], r["breakdown"], r["code"]) for r in rows if r["breakdown"]}
    assert len(tables) >= 30
    assert narrow([table(rows, COLUMNS).decode()], questions(version)) == []
    assert version.audit["findings"] == []


def test_the_attacker_finds_a_base_that_the_sample_tells(survey_analyst):
    """Everybody answered O13: as many as there are people in the sample."""
    version = random_wave(2, survey_analyst)
    parts = version.cells.filter(group="officials", breakdown="sex")
    parts.filter(code="O13").update(
        status="c", estimate=None, low=None, high=None, base=None, shares=None
    )
    found = narrow([table(results(version, Level.PUBLIC), COLUMNS).decode()])
    assert {f[1] for f in found} == {"O13"}
