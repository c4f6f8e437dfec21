"""What a stranger can work out of hidden cells from the totals that are shown.

The stranger is taken to know every shown count exactly; rounding only widens what
is found here.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass(frozen=True)
class Range:
    """The least and the most that a hidden cell can hold."""

    low: int
    high: int

    @property
    def span(self):
        return self.high - self.low


def equations(counts, partitions, hidden):
    """(hidden keys with +1 or −1, what they add up to), one for each partition."""
    for total, inner in partitions:
        terms = {key: 1 for key in inner if key in hidden}
        rest = sum(counts[key] for key in inner if key not in hidden)
        if total in hidden:
            terms[total] = -1
            yield terms, -rest
        elif terms:
            yield terms, counts[total] - rest


def determined(counts, partitions, hidden):
    """Hidden cells that the linear system fixes, by elimination in exact fractions."""
    keys = sorted(hidden)
    rows = [
        [Fraction(terms.get(key, 0)) for key in keys]
        for terms, _ in equations(counts, partitions, hidden)
    ]
    rank = 0
    for column in range(len(keys)):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        lead = rows[rank][column]
        rows[rank] = [value / lead for value in rows[rank]]
        for r, row in enumerate(rows):
            if r != rank and row[column]:
                factor = row[column]
                rows[r] = [a - factor * b for a, b in zip(row, rows[rank], strict=True)]
        rank += 1
    alone = [row for row in rows[:rank] if sum(map(bool, row)) == 1]
    return {keys[next(i for i, value in enumerate(row) if value)] for row in alone}


def ranges(counts, partitions, hidden, ceilings=None):
    """The feasible whole numbers of every hidden cell, all shown counts known."""
    ceilings = ceilings or {}
    system = list(equations(counts, partitions, hidden))
    times = [key for terms, _ in system for key in terms]
    if len(times) == len(set(times)) and all(
        sign == 1 for terms, _ in system for sign in terms.values()
    ):
        return simple_ranges(system, ceilings)
    return solved_ranges(system, hidden, ceilings)


def simple_ranges(system, ceilings):
    """Where no hidden cell stands in two sums, each sum gives its answer at once."""
    found = {}
    for terms, total in system:
        tops = {key: min(total, ceilings.get(key, total)) for key in terms}
        for key in terms:
            others = sum(top for other, top in tops.items() if other != key)
            found[key] = Range(max(0, total - others), tops[key])
    return found


def solved_ranges(system, hidden, ceilings):
    """Integer programming: the least and the most of each hidden cell."""
    keys = sorted(hidden)
    matrix = np.array([[terms.get(key, 0) for key in keys] for terms, _ in system])
    totals = np.array([total for _, total in system])
    tops = np.array([ceilings.get(key, np.inf) for key in keys], dtype=float)
    rules = LinearConstraint(matrix, totals, totals)
    whole = np.full(len(keys), 0 if is_bipartite(system) else 1)
    found = {}
    for index, key in enumerate(keys):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(keys))
            goal[index] = sign
            answer = milp(
                goal,
                constraints=rules,
                bounds=Bounds(0, tops),
                integrality=whole,
            )
            ends.append(None if answer.fun is None else round(sign * answer.fun))
        if ends[0] is not None and ends[1] is not None:
            found[key] = Range(*ends)
    return found


def is_bipartite(system):
    """Whether the sums are the columns and rows of one table, each cell in one of both.

    Their matrix is then totally unimodular: the ends come out whole by themselves, and
    much sooner.
    """
    sides = [set(), set()]
    for terms, _ in sorted(system, key=lambda rule: -len(rule[0])):
        if any(sign != 1 for sign in terms.values()):
            return False
        side = next((side for side in sides if not side & terms.keys()), None)
        if side is None:
            return False
        side |= terms.keys()
    return True
