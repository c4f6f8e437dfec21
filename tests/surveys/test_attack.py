"""A stranger with nothing but the published files, against the supplied waves."""

from bench.stranger import narrow
from surveys import actions
from surveys.models import Level
from surveys.opendata.files import CODEBOOK, codebook, table
from surveys.opendata.rows import COLUMNS, results
from tests.surveys.conftest import small_rows, take


def files(version):
    """The files of each level, as a reader of that level has them."""
    return [table(results(version, level), COLUMNS).decode() for level in Level]


def different(texts):
    """Without those that say the same as one before."""
    return list(dict.fromkeys(texts))


def questions(version):
    return table(codebook(version, Level.CUSTOMS), CODEBOOK).decode()


def test_no_hidden_part_of_the_computed_waves_is_known_or_narrow(computed):
    found = [
        exposed
        for version in computed
        for text in different(files(version))
        for exposed in narrow([text], questions(version))
    ]
    assert found == []


def test_the_attacker_finds_a_part_that_hides_alone(published):
    """Otherwise an attack that finds nothing would prove nothing."""
    alone = published.cells.filter(code="O1", breakdown="sex", value="F")
    alone.update(status="c", estimate=None, low=None, high=None, base=None, shares=None)
    found = {exposed[:4] for exposed in narrow([files(published)[0]])}
    assert ("officials", "O1", "sex", "F") in found


def test_the_attacker_finds_a_question_that_its_factor_tells(computed):
    cells = computed[1].cells.filter(group="private", breakdown="region")
    shown = cells.filter(code="P07_1", status="").first()
    cells.filter(code="P07_1", value=shown.value).update(
        status="c", estimate=None, low=None, high=None, base=None, shares=None
    )
    found = narrow([files(computed[1])[2]], questions(computed[1]))
    assert ("private", "P07_1", "region", shown.value) in {f[:4] for f in found}


def test_two_versions_side_by_side_give_nothing_away(published, survey_analyst):
    draft = actions.start_correction(
        version=published, is_correction=False, note="Relance", by=survey_analyst
    )
    draft = take(draft, small_rows(kayes=22), survey_analyst)
    pairs = zip(files(published), files(draft), strict=True)
    assert [exposed for pair in pairs for exposed in narrow(pair)] == []
