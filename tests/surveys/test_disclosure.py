"""Rules on tables, and 300 random tables attacked from what is shown alone."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from surveys.disclosure import (
    Table,
    audit,
    is_alike,
    is_heavy,
    protect,
)
from surveys.feasible import Range, determined, ranges


def parts(*sizes):
    """One breakdown: its total and its parts."""
    counts = {"": sum(sizes)} | {f"r={n}": size for n, size in enumerate(sizes)}
    return Table(counts, [("", [key for key in counts if key])])


def test_nothing_hides_where_every_part_is_large():
    assert protect(parts(40, 30, 20)) == {}


def test_a_small_part_takes_the_smallest_shown_one_with_it():
    assert protect(parts(40, 30, 20, 4)) == {"r=3": "P1", "r=2": "C1"}


def test_two_small_parts_hold_at_least_ten_together():
    assert protect(parts(40, 30, 20, 4, 5)) == {"r=3": "P1", "r=4": "P1", "r=2": "C1"}
    assert protect(parts(40, 30, 20, 4, 6)) == {"r=3": "P1", "r=4": "P1"}


def test_the_minimum_may_be_raised():
    assert protect(parts(40, 30, 20, 14), minimum=15) == {"r=3": "P1", "r=2": "C1"}


def test_a_hidden_part_hides_until_its_layers_are_wide_enough():
    """Of those hidden at least five are favourable and five are not."""
    table = parts(40, 30, 20, 6, 5)
    few = {"": 50, "r=0": 20, "r=1": 18, "r=2": 10, "r=3": 1, "r=4": 1}
    table.layers = [few, {key: table.counts[key] - n for key, n in few.items()}]
    assert protect(table) == {"r=3": "P1", "r=4": "P1", "r=2": "C2"}


def test_two_hidden_a_line_are_not_always_enough():
    """A hidden block that shares no line with another can still be solved."""
    counts = {"ab": 30, "cd": 30, "ac": 30, "a": 9, "b": 21, "c": 21, "d": 9}
    partitions = [("ab", ["a", "b"]), ("cd", ["c", "d"]), ("ac", ["a", "c"])]
    hidden = {"a", "b", "c"}
    assert determined(counts, partitions, hidden) == {"a", "b", "c"}


def test_the_range_of_a_hidden_cell_is_what_the_rest_allows():
    table = parts(40, 30, 7, 4)
    assert ranges(table.counts, table.partitions, {"r=2", "r=3"}) == {
        "r=2": Range(0, 11),
        "r=3": Range(0, 11),
    }
    assert ranges(table.counts, table.partitions, {"r=2", "r=3"}, {"r=2": 7}) == {
        "r=2": Range(0, 7),
        "r=3": Range(4, 11),
    }


def test_the_audit_finds_a_lonely_hidden_cell():
    table = parts(40, 30, 4)
    (finding,) = audit(table, {"r=2": "P1"})
    assert (finding.key, finding.low, finding.high) == ("r=2", 4, 4)
    assert finding.is_determined


@pytest.mark.parametrize(
    ("shares", "base", "hides"),
    [([0.9, 0.1], 29, True), ([0.89, 0.11], 29, False), ([1, 0], 30, False)],
)
def test_a_sensitive_question_answered_alike_by_few_hides(shares, base, hides):
    assert is_alike(shares, base) is hides


def test_one_respondent_with_most_of_the_weight_hides_the_group():
    assert is_heavy(5.1, 10)
    assert not is_heavy(5, 10)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
@settings(deadline=None)
def test_after_protection_the_audit_is_content(sizes):
    table = parts(*sizes)
    hidden = protect(table)
    assert all(n >= 10 for key, n in table.counts.items() if key not in hidden)
    if "" not in hidden:
        assert audit(table, hidden) == []


def office_by_sex(seed):
    """A random table of office × sex with its margins, as an administration has."""
    rng = random.Random(seed)
    counts, partitions = {}, []
    offices = [f"o{n}" for n in range(rng.randint(4, 10))]
    for office in offices:
        size = int(rng.lognormvariate(3.2, 0.8))
        women = sum(rng.random() < rng.choice([0.09, 0.2, 0.35]) for _ in range(size))
        counts |= {f"{office} F": women, f"{office} M": size - women, office: size}
        partitions.append((office, [f"{office} F", f"{office} M"]))
    for sex in "FM":
        inner = [f"{office} {sex}" for office in offices]
        counts[sex] = sum(counts[key] for key in inner)
        partitions.append((sex, inner))
    counts["all"] = counts["F"] + counts["M"]
    partitions += [("all", ["F", "M"]), ("all", offices)]
    return Table(counts, partitions)


def published(table, hidden):
    """What a stranger reads: margins of the whole exact, the rest to the next five."""
    return {
        key: n if key == "all" else (n + 2) // 5 * 5
        for key, n in table.counts.items()
        if key not in hidden
    }


def attack(shown, partitions):
    """The span of every cell that is not shown, from the shown numbers alone."""
    keys = sorted({key for total, inner in partitions for key in (total, *inner)})
    low, high = np.zeros(len(keys)), np.full(len(keys), np.inf)
    for index, key in enumerate(keys):
        if key in shown:
            exact = key == "all"
            low[index] = max(10, shown[key] - (0 if exact else 2))
            high[index] = shown[key] + (0 if exact else 2)
    matrix = np.zeros((len(partitions), len(keys)))
    for row, (total, inner) in enumerate(partitions):
        matrix[row, keys.index(total)] = -1
        for key in inner:
            matrix[row, keys.index(key)] = 1
    sums = LinearConstraint(matrix, 0, 0)
    spans = {}
    for index, key in enumerate(keys):
        if key in shown:
            continue
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(keys))
            goal[index] = sign
            found = milp(goal, constraints=sums, bounds=Bounds(low, high))
            ends.append(sign * found.fun)
        spans[key] = round(ends[1]) - round(ends[0])
    return spans


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_300_tables_of_office_and_sex_give_nothing_away(start):
    recovered, narrow = [], []
    for seed in range(start, start + 50):
        table = office_by_sex(seed)
        hidden = protect(table)
        if "all" in hidden:
            continue
        for key, span in attack(published(table, hidden), table.partitions).items():
            recovered += [(seed, key)] * (span == 0)
            narrow += [(seed, key, span)] * (span < 5)
    assert (recovered, narrow) == ([], [])


def grid_of(seed):
    """Columns and rows of a random table, some of its cells hidden."""
    rng = random.Random(seed)
    columns, rows = range(rng.randint(2, 4)), range(rng.randint(2, 5))
    counts = {(c, r): rng.randint(0, 9) for c in columns for r in rows}
    sums = [((c, "all"), [(c, r) for r in rows]) for c in columns]
    sums += [(("all", r), [(c, r) for c in columns]) for r in rows if r]
    totals = {total: sum(counts[cell] for cell in inner) for total, inner in sums}
    hidden = {cell for cell in counts if rng.random() < 0.6}
    return counts | totals, sums, hidden, dict.fromkeys(counts, rng.randint(9, 15))


@pytest.mark.parametrize("seed", range(20))
def test_columns_and_rows_need_no_whole_numbers_to_end_whole(seed, monkeypatch):
    found = ranges(*grid_of(seed))
    monkeypatch.setattr("surveys.feasible.is_bipartite", lambda system: False)
    assert ranges(*grid_of(seed)) == found
