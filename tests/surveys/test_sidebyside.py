"""V1: two versions of a wave that are both open."""

import random

from surveys.sidebyside import Figures, Shown, leaks


def figures(n, estimate=50, is_hidden=False, **more):
    shown = {} if is_hidden else {"estimate": estimate, "base": n}
    return Figures(n=n, is_hidden=is_hidden, factor=1, **shown | more)


def shown(joins=None, **cells):
    keys = {"whole": "", "rest": "r=c"}
    return Shown(
        {("P1", keys.get(k, f"r={k}")): f for k, f in cells.items()}, joins or {}
    )


def told(older, newer):
    return {(key, why) for _, key, why in leaks(older, newer, 10)}


def hidden(n):
    return figures(n, is_hidden=True)


OLDER = {"whole": figures(60), "a": figures(40), "b": hidden(12), "rest": hidden(8)}


def test_the_same_figures_tell_nothing():
    assert told(shown(**OLDER), shown(**OLDER)) == set()


def test_a_cell_hidden_in_one_and_shown_in_the_other_is_told():
    newer = OLDER | {"b": figures(12)}
    assert told(shown(**OLDER), shown(**newer)) == {("r=b", "told")}


def test_a_base_that_moved_by_a_few_tells_how_they_answered():
    newer = OLDER | {"whole": figures(57, 53), "a": figures(37, 54)}
    assert ("", "moved") in told(shown(**OLDER), shown(**newer))


def test_a_base_that_moved_by_many_does_not():
    newer = OLDER | {"whole": figures(80), "a": figures(60)}
    assert told(shown(**OLDER), shown(**newer)) == set()


def test_rounding_hides_a_few_among_thousands():
    older, newer = shown(whole=figures(4000)), shown(whole=figures(3997))
    assert told(older, newer) == set()
    newer = shown(whole=figures(3997, 51))
    assert told(older, newer) == {("", "moved")}


def test_the_mean_and_each_answer_are_asked_too():
    one, other = {"mean": 50, "shares": {"1": 3}}, {"mean": 50, "shares": {"1": 5}}
    older = shown(whole=figures(4000, **one))
    assert told(older, shown(whole=figures(3997, **one))) == set()
    assert told(older, shown(whole=figures(3997, **other))) == {("", "moved")}


def test_hidden_parts_that_moved_together_by_a_few_are_told():
    newer = OLDER | {"whole": figures(75), "a": figures(52), "b": hidden(15)}
    assert told(shown(**OLDER), shown(**newer)) == {("r=", "moved")}


def test_parts_joined_in_one_version_and_apart_in_the_other():
    joins = {(1, "r"): {"r=a + b": ["r=a", "r=b"]}}
    together = shown(joins, **{"whole": figures(60), "a + b": figures(60)})
    apart = shown(whole=figures(60), a=figures(40), b=figures(20))
    assert told(together, apart) == {("r=a + b", "apart")}
    assert told(apart, together) == set()
    fewer = shown(joins, **{"whole": figures(60), "a + b": figures(57)})
    assert told(apart, fewer) == {("r=a + b", "moved")}


def test_what_passes_leaves_every_answer_of_the_few_possible():
    """All ways in which the few may have answered fit what both versions show."""
    rng = random.Random(5)
    passed = 0
    for _ in range(200):
        n, few = rng.randint(50, 4000), rng.randint(1, 9)
        favourable = rng.randint(0, n - few)
        among = rng.randint(0, few)
        old = round(100 * (favourable + among) / n)
        new = round(100 * favourable / (n - few))
        if told(shown(whole=figures(n, old)), shown(whole=figures(n - few, new))):
            continue
        passed += 1
        after = [f for f in range(n - few + 1) if round(100 * f / (n - few)) == new]
        before = {f for f in range(n + 1) if round(100 * f / n) == old}
        possible = {p for p in range(few + 1) if any(f + p in before for f in after)}
        assert possible == set(range(few + 1))
    assert passed > 20
