"""How finely the answers of a part are published."""

from surveys.codebook import Item
from surveys.decisions import GroupDecisions
from surveys.distribution import both_ends, every_answer, shares
from tests.surveys.test_collapse import MIXED, cells_of

FIVE = Item("P1", "private", 6, 5, False, False, 2020, "Énoncé", "Statement")
FOUR = Item("P1", "private", 6, 4, True, False, 2020, "Énoncé", "Statement")


def test_the_groups_of_answers():
    assert every_answer(FOUR) == [[a] for a in ("1", "2", "3", "4", "NSP", "REFUS")]
    assert both_ends(FIVE) == [["1", "2"], ["3"], ["4", "5"], ["NSP", "REFUS"]]
    assert both_ends(FOUR) == [["1", "2"], ["3", "4"], ["NSP", "REFUS"]]


def test_shares_are_weighted_and_add_up():
    measure = {"answers": {"1": [2, 3.0], "5": [1, 1.0], "NSP": [1, 1.0]}}
    assert shares(measure, both_ends(FIVE)) == {
        "1-2": 0.6,
        "3": 0.0,
        "4-5": 0.2,
        "NSP-REFUS": 0.2,
    }


def grouping(parts):
    found = GroupDecisions(cells_of(parts, [FIVE]), [FIVE], 10)
    return found.groupings["P1", "region"]


def test_each_answer_is_published_where_no_part_hides():
    assert grouping({"Gao": MIXED, "Kayes": MIXED}) == every_answer(FIVE)


def test_answers_are_grouped_where_a_rare_one_would_tell_of_a_hidden_part():
    few = [(2, 3), (3, 3), (4, 3)]
    more = [(a, 6) for a in (1, 2, 3, 4, 5)]
    rare = [*more, ("NSP", 4), ("REFUS", 4)]
    parts = {"Bamako": rare, "Gao": few, "Kayes": rare, "Ségou": [*more, ("NSP", 3)]}
    assert grouping(parts) in (both_ends(FIVE), None)


def test_no_answer_is_told_beside_hidden_parts_that_are_too_few():
    few = [(2, 4), (4, 4)]
    assert grouping({"Bamako": MIXED, "Gao": few, "Kayes": [(1, 6), (5, 6)]}) is None
