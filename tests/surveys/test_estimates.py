"""Every formula against SciPy or statsmodels, to 1e-9."""

import gc
import random
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)

from surveys.estimates import (
    Difference,
    Estimate,
    Z,
    design_effect,
    difference,
    effective_size,
    estimate,
    holm,
    newcombe,
    sampling_fraction,
    variance,
    verdict,
    wilson,
)
from surveys.tally import add, empty_measure

EXACT = {"rel": 0, "abs": 1e-9}
shares = st.floats(0, 1)
people = st.lists(
    st.tuples(st.sampled_from([0, 0.25, 0.5, 0.75, 1]), st.floats(0.2, 5)),
    min_size=2,
    max_size=60,
)


@pytest.fixture(scope="module", autouse=True)
def nothing_to_collect():
    """statsmodels collects garbage at each call: long, in a heap of many tests."""
    gc.freeze()
    yield
    gc.unfreeze()


def sums_of(scores, weights=None):
    sums = empty_measure()
    for score, weight in zip(scores, weights or [1] * len(scores), strict=True):
        add(sums, 1, weight, score, 100 * score)
    return sums


def sample(seed, n=75):
    rng = random.Random(seed)
    return [rng.choice([0, 0.25, 0.5, 0.75, 1]) for _ in range(n)]


@pytest.mark.parametrize("p", [0, 0.01, 0.37, 0.5, 0.99, 1])
@pytest.mark.parametrize("n", [10, 29.5, 316, 4000.25])
def test_wilson_is_that_of_statsmodels(p, n):
    low, high = proportion_confint(p * n, n, method="wilson")
    assert wilson(p, n) == (pytest.approx(low, **EXACT), pytest.approx(high, **EXACT))


@pytest.mark.parametrize("counts", [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20)])
def test_newcombe_is_that_of_statsmodels(counts):
    x2, n2, x1, n1 = counts
    first = Estimate(n1, x1 / n1, 0, n1, *wilson(x1 / n1, n1), 0)
    second = Estimate(n2, x2 / n2, 0, n2, *wilson(x2 / n2, n2), 0)
    low, high = confint_proportions_2indep(x2, n2, x1, n1, method="newcomb")
    assert newcombe(first, second)[1:] == (
        pytest.approx(low, **EXACT),
        pytest.approx(high, **EXACT),
    )


def test_newcombe_gives_the_published_example():
    """Newcombe 1998, table II, case (a), method 10: 56/70 − 48/80."""
    first = Estimate(80, 0.6, 0, 80, *wilson(0.6, 80), 0)
    second = Estimate(70, 0.8, 0, 70, *wilson(0.8, 70), 0)
    _, low, high = newcombe(first, second)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize("seed", range(5))
def test_the_test_is_welchs_where_weights_are_equal(seed):
    one, two = sample(seed), sample(seed + 100, 316)
    found = difference(estimate(sums_of(one)), estimate(sums_of(two)))
    expected = stats.ttest_ind(two, one, equal_var=False).pvalue
    assert found.p_value == pytest.approx(expected, **EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_the_variance_is_the_formula_over_respondents(seed):
    scores = sample(seed)
    weights = [random.Random(seed + n).choice([0.8, 1, 1.3]) for n in range(75)]
    total = sum(weights)
    p = sum(w * s for w, s in zip(weights, scores, strict=True)) / total
    squares = sum((w * (s - p)) ** 2 for w, s in zip(weights, scores, strict=True))
    sums = sums_of(scores, weights)
    expected = 75 / 74 * squares / total**2
    assert variance(sums, p) == pytest.approx(expected, **EXACT)
    assert variance(sums, p, 0.3) == pytest.approx(expected * 0.7, **EXACT)
    kish = 75 * sum(w * w for w in weights) / total**2
    assert design_effect(sums) == pytest.approx(kish, **EXACT)


@pytest.mark.parametrize("n", [10, 75, 316])
def test_one_unweighted_question_has_the_size_of_korn_and_graubard(n):
    scores = [1] * (n // 3) + [0] * (n - n // 3)
    found = estimate(sums_of(scores))
    t = stats.t.ppf(0.975, n - 1)
    assert found.n_effective == pytest.approx((n - 1) * (Z / t) ** 2, **EXACT)
    plain = proportion_confint(n // 3, n, method="wilson")
    assert found.low < plain[0]
    assert found.high > plain[1]


@pytest.mark.parametrize("score", [0, 1, 0.5])
def test_where_all_answer_alike_the_size_is_that_of_kish(score):
    weights = [1, 2, 3, 4, 5] * 4
    sums = sums_of([score] * 20, weights)
    assert estimate(sums).n_effective == pytest.approx(
        60**2 / sum(w * w for w in weights), **EXACT
    )


def test_a_census_has_no_variance_left():
    assert variance(sums_of(sample(1)), 0.5, 1.0) == 0
    assert effective_size(0.5, 0, 75, 1.5) == 50


@pytest.mark.parametrize(
    ("n", "population", "fraction"),
    [(316, 376, 316 / 376), (49, 1000, 0), (50, 1000, 0.05), (9, None, 0), (9, 8, 1)],
)
def test_the_sampling_fraction_counts_from_five_percent(n, population, fraction):
    assert sampling_fraction(n, population) == fraction


@given(st.lists(shares, min_size=1, max_size=20))
def test_holm_is_that_of_statsmodels(p_values):
    expected = multipletests(p_values, method="holm")[1]
    assert holm(p_values) == pytest.approx(list(expected), **EXACT)


@given(people)
def test_an_interval_holds_its_estimate_and_stays_in_range(rows):
    found = estimate(sums_of(*map(list, zip(*rows, strict=True))))
    assert 0 <= found.low <= found.p + 1e-12
    assert found.p - 1e-12 <= found.high <= 1


@given(people, st.floats(0.1, 10))
def test_the_unit_of_the_weights_does_not_matter(rows, unit):
    scores, weights = map(list, zip(*rows, strict=True))
    one = estimate(sums_of(scores, weights))
    other = estimate(sums_of(scores, [w * unit for w in weights]))
    assert isclose(one.p, other.p, abs_tol=1e-9)
    assert isclose(one.v, other.v, abs_tol=1e-9)


@given(people, people)
def test_a_difference_turned_round_is_its_mirror(one, two):
    first = estimate(sums_of(*map(list, zip(*one, strict=True))))
    second = estimate(sums_of(*map(list, zip(*two, strict=True))))
    there, back = difference(first, second), difference(second, first)
    assert isclose(there.low, -back.high, abs_tol=1e-12)
    assert there.low <= there.d <= there.high


@pytest.mark.parametrize(
    ("d", "low", "high", "adjusted", "word"),
    [
        (0.1, 0.02, 0.2, 0.04, "clear_rise"),
        (-0.1, -0.2, -0.02, 0.01, "clear_fall"),
        (0.1, 0.02, 0.2, 0.05, "possible_rise"),
        (-0.1, -0.2, -0.02, None, "possible_fall"),
        (0.1, -0.01, 0.2, 0.01, "none"),
    ],
)
def test_one_rule_gives_three_words(d, low, high, adjusted, word):
    assert verdict(Difference(d, low, high, 0.01), adjusted) == word


@pytest.mark.parametrize(
    ("n", "low", "high", "caution"),
    [(29, 0.4, 0.5, True), (30, 0.4, 0.69, False), (500, 0.4, 0.7, True)],
)
def test_caution_is_a_small_sample_or_a_wide_interval(n, low, high, caution):
    assert Estimate(n, 0.5, 0.1, n, low, high, 50).needs_caution is caution


def test_the_interval_of_weighted_scores_is_wilson_on_the_effective_size():
    sums = sums_of(sample(3), [0.8, 1, 1.3] * 25)
    found = estimate(sums)
    t = stats.t.ppf(0.975, 75 / design_effect(sums) - 1)
    size = found.p * (1 - found.p) / found.v * (Z / t) ** 2
    low, high = proportion_confint(found.p * size, size, method="wilson")
    assert sqrt(found.v) > 0
    assert (found.low, found.high) == (
        pytest.approx(low, **EXACT),
        pytest.approx(high, **EXACT),
    )
