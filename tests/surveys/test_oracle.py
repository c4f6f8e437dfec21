"""The supplied waves worked out anew, row by row, with SciPy and statsmodels alone."""

import csv
from math import sqrt

import pytest
from django.utils import translation
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

from surveys import checks
from surveys.charts import change_words
from surveys.models import Cell
from tests.surveys.conftest import DATA

Z = stats.norm.ppf(0.975)
OFFICIALS = {2024: 376, 2026: 520}
INVITED = {2024: (376, 285), 2026: (520, 610)}


def exactly(value):
    return pytest.approx(value, rel=0, abs=1e-9)


def read(name):
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def favourable(item, answer):
    """1 where one of the two top points was chosen, the scale turned where it must."""
    step, scale = int(answer), int(item["scale"])
    turned = scale + 1 - step if item["reversed"] == "1" else step
    return int(turned >= scale - 1)


def scores(year, group, factor):
    """(score, weight) of each respondent who answered half of a factor."""
    items = [
        item
        for item in read("spid-codebook.csv")
        if (item["group"], item["factor"]) == (group, str(factor))
        and int(item["comparable_since"]) <= year
    ]
    found = []
    for row in read(f"spid-{year}-respondents.csv"):
        given = [(i, row[i["code"]]) for i in items if row[i["code"]].isdigit()]
        if row["group"] == group and items and 2 * len(given) >= len(items):
            share = sum(favourable(i, a) for i, a in given) / len(given)
            found.append((share, float(row["weight"])))
    return found


def worked_out(year, group, factor):
    """(n, p, v, n*) by the formulas as they are written."""
    rows = scores(year, group, factor)
    n, total = len(rows), sum(w for _, w in rows)
    p = sum(w * s for s, w in rows) / total
    squares = sum((w * (s - p)) ** 2 for s, w in rows)
    fraction = n / OFFICIALS[year] if group == "officials" else 0
    v = n / (n - 1) * squares / total**2 * (1 - fraction)
    deff = n * sum(w * w for _, w in rows) / total**2
    quantile = stats.t.ppf(0.975, n / deff - 1)
    return n, p, v, p * (1 - p) / v * (Z / quantile) ** 2


def factors(version):
    return version.cells.filter(kind=Cell.Kind.FACTOR, breakdown="")


def test_every_factor_of_both_waves_is_what_its_formulas_say(computed):
    for version in computed:
        year = version.wave.year
        assert factors(version).count() == 18
        for cell in factors(version):
            n, p, v, size = worked_out(year, cell.group, cell.factor)
            low, high = proportion_confint(p * size, size, method="wilson")
            found = {name: cell.exact[name] for name in ("n", "p", "v", "n_effective")}
            assert found == {
                "n": n,
                "p": exactly(p),
                "v": exactly(v),
                "n_effective": pytest.approx(size, rel=1e-9),
            }
            assert (cell.exact["low"], cell.exact["high"]) == (
                exactly(low),
                exactly(high),
            )
            rounded = [int(100 * share + 0.5) for share in (p, low, high)]
            assert [cell.estimate, cell.low, cell.high] == rounded


def newcombe(first, second):
    """Statsmodels' hybrid interval of second − first, on effective sizes."""
    (_, p1, _, n1), (_, p2, _, n2) = first, second
    return confint_proportions_2indep(p2 * n2, n2, p1 * n1, n1, method="newcomb")


def p_value(first, second):
    (n1, p1, v1, _), (n2, p2, v2, _) = first, second
    freedom = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    return 2 * stats.t.sf(abs(p2 - p1) / sqrt(v1 + v2), freedom)


def test_changes_are_newcombes_welchs_and_holms(computed):
    changes = list(computed[1].changes.filter(kind="change", broken_by=""))
    assert len(changes) == 13
    expected = []
    for change in changes:
        pair = [worked_out(year, change.group, change.factor) for year in (2024, 2026)]
        low, high = newcombe(*pair)
        assert change.exact["d"] == exactly(pair[1][1] - pair[0][1])
        assert change.exact["low"] == exactly(low)
        assert change.exact["high"] == exactly(high)
        expected.append(p_value(*pair))
    assert [c.exact["p_value"] for c in changes] == [exactly(p) for p in expected]
    adjusted = multipletests(expected, method="holm")[1]
    assert [c.exact["holm"] for c in changes] == [exactly(p) for p in adjusted]
    for change, p in zip(changes, adjusted, strict=True):
        excludes = change.exact["low"] > 0 or change.exact["high"] < 0
        word = ("clear" if p < 0.05 else "possible") if excludes else "none"
        assert change.verdict.split("_")[0] == word


def test_the_gap_is_newcombes_between_the_groups(computed):
    gaps = list(computed[1].changes.filter(kind="gap"))
    assert len(gaps) == 8
    for gap in gaps:
        pair = [
            worked_out(2026, group, gap.factor) for group in ("officials", "private")
        ]
        low, high = newcombe(*pair)
        assert [gap.exact[name] for name in ("d", "low", "high")] == [
            exactly(pair[1][1] - pair[0][1]),
            exactly(low),
            exactly(high),
        ]


def test_response_rates_and_composition_are_those_of_the_file(computed):
    for version in computed:
        year = version.wave.year
        rows = read(f"spid-{year}-respondents.csv")
        for group, invited in zip(("officials", "private"), INVITED[year], strict=True):
            own = [row for row in rows if row["group"] == group]
            rate = checks.response_rates(version)[group]
            assert rate == exactly(len(own) / invited)
            women = sum(row["sex"] == "F" for row in own)
            cell = version.cells.get(code="S", group=group, breakdown="sex", value="F")
            assert cell.base == (women + 2) // 5 * 5
            assert cell.estimate == int(100 * women / len(own) + 0.5)


@pytest.mark.parametrize(
    ("invited", "said"), [(None, "unknown"), (400, "fewer than one in five"), (300, "")]
)
def test_a_low_or_unknown_response_is_said_of_that_group(published, invited, said):
    published.private_invited, published.officials_invited = invited, 120
    with translation.override("en"):
        found = [sentence for _, sentence in checks.response_banners(published)]
    assert [said in sentence for sentence in found] == ([True] if said else [])


def test_what_is_to_be_used_with_caution_is_out_of_every_verdict(computed):
    parts = computed[1].cells.exclude(breakdown="").filter(status__in=["", "u"])
    questions = parts.exclude(kind=Cell.Kind.SAMPLE)
    assert questions.filter(status="u").exists()
    for cell in questions:
        wide = cell.exact["high"] - cell.exact["low"] >= 0.30
        assert (cell.status == "u") == (cell.exact["n"] < 30 or wide)


def test_a_break_is_marked_with_its_reason(computed):
    broken = computed[1].changes.get(kind="change", code="F1", group="officials")
    with translation.override("en"):
        assert (
            change_words(broken) == "Break in the series: the questions changed (O01_5)"
        )
