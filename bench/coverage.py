"""Does a 95% interval hold the truth 95 times in 100? Run by make bench-coverage.

Respondents answer 4 to 8 items, alike within a person (beta-binomial), with equal or
unequal weights (log-normal). Each point is 4,000 surveys. For unequal weights it also
says what n − 1 degrees of freedom would give, which is too little for 18 people. Then
4,000 families of 20 tests of waves between which nothing changed: how often is one of
them called clear? The last line is JSON.
"""

import json
import sys
from math import sqrt

import numpy as np

from bench.stage import say
from surveys.estimates import (
    degrees_of_freedom,
    design_effect,
    difference,
    estimate,
    holm,
    t_quantile,
    verdict,
    wilson,
)

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
FAMILIES = RUNS
SIZES = (18, 30, 75, 316)
SHARES = (0.2, 0.5, 0.8)
ITEMS = ((4, 0.2), (8, 0.5))
DESIGNS = (1.0, 1.5)


def surveys(rng, runs, n, p, items, alike, deff):
    """Sums of many surveys at once, as the aggregate keeps them."""
    spread = 1 / alike - 1
    theta = rng.beta(p * spread, (1 - p) * spread, (runs, n))
    score = rng.binomial(items, theta) / items
    weight = np.exp(rng.normal(0, sqrt(np.log(deff)), (runs, n)))
    columns = {
        "w": weight,
        "w2": weight**2,
        "ws": weight * score,
        "w2s": weight**2 * score,
        "w2s2": weight**2 * score**2,
        "wm": weight * score * 100,
    }
    sums = {name: values.sum(axis=1) for name, values in columns.items()}
    return [
        {"n": n} | {name: float(values[run]) for name, values in sums.items()}
        for run in range(runs)
    ]


def coverage(rng, n, p, items, alike, deff):
    """How often the interval holds p: as published, and with n − 1 throughout."""
    drawn = surveys(rng, RUNS, n, p, items, alike, deff)
    held = plainly = 0
    for sums in drawn:
        found = estimate(sums)
        held += found.low <= p <= found.high
        low, high = plain(found, sums)
        plainly += low <= p <= high
    return held / RUNS, plainly / RUNS


def plain(found, sums):
    """The interval with n − 1 degrees of freedom whatever the weights."""
    own = t_quantile(degrees_of_freedom(found.n, design_effect(sums)))
    return wilson(found.p, found.n_effective * (own / t_quantile(found.n - 1)) ** 2)


def single_questions(rng, n, deff):
    """The mean over p, since one share of one question comes in steps."""
    held = []
    for p in np.linspace(0.2, 0.8, 13):
        found = [estimate(s) for s in surveys(rng, RUNS // 8, n, p, 1, 0.001, deff)]
        held += [e.low <= p <= e.high for e in found]
    return float(np.mean(held))


def false_alarms(rng):
    """Share of families with a clear change where nothing changed."""
    adjusted = unadjusted = 0
    for _ in range(FAMILIES):
        tests = []
        for n in (316, 75):
            for _factor in range(10):
                p = rng.uniform(0.2, 0.8)
                waves = surveys(rng, 2, n, p, 5, 0.35, 1.5 if n == 75 else 1.0)
                tests.append(difference(*map(estimate, waves)))
        values = [test.p_value for test in tests]
        found = [verdict(t, a) for t, a in zip(tests, holm(values), strict=True)]
        adjusted += any(word.startswith("clear") for word in found)
        unadjusted += min(values) < 0.05
    return adjusted / FAMILIES, unadjusted / FAMILIES


def main():
    rng = np.random.default_rng(20260312)
    points = {}
    for n in SIZES:
        for deff in DESIGNS:
            others = []
            for items, alike in ITEMS:
                for p in SHARES:
                    key = (n, deff, items, alike, p)
                    points[key], other = coverage(rng, n, p, items, alike, deff)
                    others.append(other)
            one = single_questions(rng, n, deff)
            points[n, deff, 1, 0, "mean"] = one
            say(
                f"n {n}, design effect {deff}: question {one:.3f}, factors",
                *[
                    f"{value:.3f}"
                    for key, value in points.items()
                    if key[:2] == (n, deff) and key[2] > 1
                ],
                f"(with n − 1 at least {min(others):.3f})" if deff > 1 else "",
            )
    alarm, unadjusted = false_alarms(rng)
    say(f"one false clear in 20 tests: {alarm:.3f}; without Holm {unadjusted:.3f}")
    error = 3 * sqrt(0.95 * 0.05 / RUNS)
    result = {
        "simulations": len(points) * RUNS,
        "coverage_min": round(min(points.values()), 4),
        "coverage_max": round(max(points.values()), 4),
        "false_alarm": round(alarm, 4),
    }
    result["bars_hold"] = bool(
        min(points.values()) >= 0.93 - error
        and max(points.values()) <= 0.97 + error
        and alarm <= 0.05 + 3 * sqrt(0.05 * 0.95 / FAMILIES)
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
