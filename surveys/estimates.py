"""Every formula of the survey figures. SciPy lives here: no web request imports this.

Korn and Graubard (1998) for the effective size, Wilson (1927) for an interval,
Newcombe (1998) for a difference, Welch and Satterthwaite for a test, Holm (1979)
for many tests, Kish (1965) for the design effect.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache
from math import sqrt

from scipy.stats import norm, t

Z = float(norm.ppf(0.975))
NEGLIGIBLE = 1e-12
SMALL_SAMPLE, WIDE_INTERVAL = 30, 0.30
ALPHA = 0.05


@dataclass(frozen=True)
class Estimate:
    """One share with all that its tests need; nothing is rounded here."""

    n: int
    p: float
    v: float
    n_effective: float
    low: float
    high: float
    mean: float

    @property
    def needs_caution(self):
        return (
            self.n < SMALL_SAMPLE or self.high - self.low >= WIDE_INTERVAL - NEGLIGIBLE
        )

    def as_dict(self):
        return asdict(self)


@dataclass(frozen=True)
class Difference:
    """Second minus first: its interval, and the p-value of "no difference"."""

    d: float
    low: float
    high: float
    p_value: float | None

    @property
    def excludes_zero(self):
        return self.low > 0 or self.high < 0


def sampling_fraction(n, population):
    """n/N where N is known and n/N is 5% or more, else 0."""
    if not population or n / population < 0.05:
        return 0.0
    return min(1.0, n / population)


def variance(sums, p, fraction=0.0):
    """n/(n−1) · Σ (w (s − p))² / W² · (1 − f), from the sums kept of a cell."""
    n, weight = sums["n"], sums["w"]
    if n < 2:
        return 0.0
    squares = sums["w2s2"] - 2 * p * sums["w2s"] + p * p * sums["w2"]
    return n / (n - 1) * max(0.0, squares) / weight**2 * (1 - fraction)


def design_effect(sums):
    """Kish's 1 + CV² of the weights: n Σw² / (Σw)²."""
    return sums["n"] * sums["w2"] / sums["w"] ** 2


@lru_cache(maxsize=4096)
def t_quantile(freedom):
    return float(t.ppf(0.975, freedom))


def degrees_of_freedom(n, deff):
    """n − 1 where weights are equal; unequal ones are worth fewer people.

    With n − 1 throughout, the interval of 18 unequally weighted people holds the truth
    91.9 times in 100; so counted, 92.7 times (bench/coverage.py).
    """
    return max(1.0, n / deff - 1)


def effective_size(p, v, n, deff=1.0):
    """The simple random sample that would be as sure as this one."""
    if n < 2 or v < NEGLIGIBLE or min(p, 1 - p) < NEGLIGIBLE:
        return n / deff
    quantile = t_quantile(degrees_of_freedom(n, deff))
    return p * (1 - p) / v * (Z / quantile) ** 2


def wilson(p, n):
    """The 95% score interval of a share."""
    centre = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def estimate(sums, fraction=0.0):
    """Share, variance, interval and mean of one cell."""
    p = min(1.0, max(0.0, sums["ws"] / sums["w"]))
    v = variance(sums, p, fraction)
    size = effective_size(p, v, sums["n"], design_effect(sums))
    low, high = wilson(p, size)
    mean = sums["wm"] / sums["w"]
    return Estimate(sums["n"], p, v, size, low, high, mean)


def newcombe(first, second):
    """The hybrid score interval of second − first, for independent samples."""
    d = second.p - first.p
    low = d - sqrt((second.p - second.low) ** 2 + (first.high - first.p) ** 2)
    high = d + sqrt((second.high - second.p) ** 2 + (first.p - first.low) ** 2)
    return d, low, high


def welch(first, second):
    """Two-sided p-value of T = d/√(v₁+v₂) with Satterthwaite's degrees of freedom."""
    v = first.v + second.v
    if v < NEGLIGIBLE or first.n < 2 or second.n < 2:
        return None
    freedom = v**2 / (first.v**2 / (first.n - 1) + second.v**2 / (second.n - 1))
    return float(2 * t.sf(abs(second.p - first.p) / sqrt(v), freedom))


def difference(first, second):
    return Difference(*newcombe(first, second), welch(first, second))


def holm(p_values):
    """Adjusted p-values, in the order given."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def verdict(change, adjusted):
    """One rule, three words: clear, possible, or no change shown."""
    if not change.excludes_zero:
        return "none"
    direction = "rise" if change.d > 0 else "fall"
    is_clear = adjusted is not None and adjusted < ALPHA
    return f"{'clear' if is_clear else 'possible'}_{direction}"
