"""P2: a sensitive question that few answered, nearly all alike: parts are joined."""

from dataclasses import replace

import pytest

from surveys.codebook import Item
from surveys.collapse import added, joined_parts
from surveys.decisions import GroupDecisions
from surveys.importing import read_answers
from surveys.keys import Earlier

SENSITIVE = Item("P1", "private", 6, 5, False, True, 2020, "Énoncé", "Statement")
OTHER = replace(SENSITIVE, code="P2", is_sensitive=False)


def cells_of(parts, items=(SENSITIVE, OTHER)):
    """Cells of a file in which each region gives these (answer, how often)."""
    lines = ["group,region," + ",".join(item.code for item in items)]
    for region, answers in parts.items():
        for number, answer in enumerate(a for a, n in answers for _ in range(n)):
            others = [str(number % 5 + 1)] * (len(items) - 1)
            lines.append(f"private,{region},{','.join([str(answer), *others])}")
    text = "\n".join(lines).encode()
    aggregate, problems = read_answers(text, items, ["region"], 2026)
    assert problems == []
    return aggregate["groups"]["private"]


MIXED = [(1, 20), (4, 20)]
ALIKE = [(5, 19), (1, 1)]


def joined(parts, already=()):
    cells = cells_of(parts)
    keys = [key for key in sorted(cells) if key]
    return {
        tuple(sorted(key.split("=")[1] for key in part))
        for part in joined_parts(cells, keys, [SENSITIVE], 10, already)
    }


def test_parts_that_answer_differently_stay_apart():
    assert joined({"Gao": MIXED, "Kayes": MIXED}) == set()


def test_a_part_that_answers_alike_joins_the_smallest_other():
    parts = {"Bamako": [*MIXED, (2, 20)], "Gao": ALIKE, "Kayes": MIXED}
    assert joined(parts) == {("Gao", "Kayes")}


def test_a_large_part_may_answer_alike():
    assert joined({"Gao": [(5, 30)], "Kayes": MIXED}) == set()


def test_what_is_hidden_anyway_joins_nothing():
    assert joined({"Gao": [(5, 9)], "Kayes": MIXED, "Ségou": MIXED}) == set()


def test_a_breakdown_is_never_joined_into_the_whole():
    assert joined({"Gao": ALIKE, "Kayes": [(5, 20)]}) == set()


def test_parts_that_were_joined_stay_joined():
    parts = {"Bamako": MIXED, "Gao": MIXED, "Kayes": MIXED}
    already = [frozenset({"region=Gao", "region=Kayes"})]
    assert joined(parts, already) == {("Gao", "Kayes")}


def test_the_sums_of_joined_parts_are_those_of_their_people():
    cells = cells_of({"Gao": ALIKE, "Kayes": MIXED})
    own = [cells[key]["measures"]["P1"] for key in ("region=Gao", "region=Kayes")]
    assert added(own) == cells[""]["measures"]["P1"]


def decided(parts, earlier=None):
    return GroupDecisions(cells_of(parts), [SENSITIVE, OTHER], 10, earlier)


PARTS = {"Bamako": [*MIXED, (2, 20)], "Gao": ALIKE, "Kayes": MIXED}


def test_the_parts_are_joined_in_the_factor_and_all_its_questions():
    """Else the factor would tell apart what the question joins."""
    found = decided(PARTS)
    for code in ("F6", "P1", "P2"):
        assert set(found.measures[code]) == {"", "region=Bamako", "region=Gao + Kayes"}
    assert found.hidden == {}


def test_where_joining_does_not_help_the_part_is_hidden():
    found = decided({"Gao": ALIKE, "Kayes": [*MIXED, *MIXED]})
    rules = {key: rule for (code, key), rule in found.hidden.items() if code == "P1"}
    assert rules == {"region=Gao": "P2", "region=Kayes": "C1"}


def test_what_an_earlier_version_joined_is_joined_again():
    earlier = Earlier()
    earlier.joins[6, "region"] = [frozenset({"region=Bamako", "region=Kayes"})]
    found = decided(dict.fromkeys(PARTS, MIXED), earlier)
    assert set(found.measures["P1"]) == {"", "region=Bamako + Kayes", "region=Gao"}


def test_what_an_earlier_version_hid_is_not_joined_into_the_open():
    earlier = Earlier()
    earlier.hidden = {("P1", "region=Kayes"), ("P1", "region=Bamako")}
    found = decided(PARTS, earlier)
    assert "region=Gao" in found.measures["P1"]


@pytest.mark.parametrize("code", ["F6", "P1", "P2"])
def test_a_question_alone_hidden_in_a_part_takes_another_with_it(code):
    """C3: twice the factor less one question is the other question."""
    earlier = Earlier()
    earlier.hidden = {(code, "region=Gao"), (code, "region=Kayes")}
    found = decided(dict.fromkeys(PARTS, MIXED), earlier)
    hidden = {c for c, key in found.hidden if key == "region=Gao" and c != "S"}
    assert len(hidden) >= 2
    assert code in hidden


def test_the_size_of_a_part_hides_where_it_tells_a_base_that_hides():
    """Everybody answered: the sample would say how many gave the hidden answers."""
    earlier = Earlier()
    earlier.hidden = {("P1", "region=Gao"), ("P1", "region=Kayes")}
    found = decided(dict.fromkeys(PARTS, MIXED), earlier)
    assert {key for code, key in found.hidden if code == "S"} >= {
        "region=Gao",
        "region=Kayes",
    }


def answers_of(parts, silent=()):
    """Cells of three questions, the parts of so many people; five answered nothing."""
    items = [replace(SENSITIVE, code=f"P{n}", is_sensitive=False) for n in (1, 2, 3)]
    lines = ["group,region,P1,P2,P3"]
    for region, size in parts.items():
        for n in range(size):
            given = f"{n % 5 + 1},{(n + 1) % 5 + 1},{(n * 2) % 5 + 1}"
            is_silent = region in silent and n < 5
            lines.append(f"private,{region},{',,' if is_silent else given}")
    text = "\n".join(lines).encode()
    aggregate, problems = read_answers(text, items, ["region"], 2026)
    assert problems == []
    return aggregate["groups"]["private"], items


REGIONS = {"Bamako": 60, "Gao": 40, "Kayes": 30, "Ségou": 50}


def hidden_beside(silent):
    """What hides where P1 is hidden in Gao and Kayes."""
    cells, items = answers_of(REGIONS, silent)
    earlier = Earlier()
    earlier.hidden = {("P1", "region=Gao"), ("P1", "region=Kayes")}
    hidden = GroupDecisions(cells, items, 10, earlier).hidden
    return {key for code, key in hidden if code == "S"}, {
        key for code, key in hidden if code == "P1"
    }


def test_silent_people_of_other_parts_blur_no_base():
    """The five without an answer live in Bamako: it must hide in this question too."""
    sample, question = hidden_beside(silent=["Bamako"])
    assert sample == set()
    assert "region=Bamako" in question


def test_silent_people_of_the_part_itself_blur_its_base():
    sample, question = hidden_beside(silent=["Gao"])
    assert (sample, question) == (set(), {"region=Gao", "region=Kayes"})


def test_people_who_named_no_part_stand_in_one_breakdown_alone():
    """Those without a region take nothing of the parts of another breakdown."""
    text = ["group,sex,region,P1"]
    for n in range(120):
        sex, region = "FM"[n % 2], "" if n < 12 else ["Gao", "Kayes"][n % 3 % 2]
        text.append(f"private,{sex},{region},{n % 5 + 1}")
    items = [replace(SENSITIVE, is_sensitive=False)]
    aggregate, _ = read_answers(
        "\n".join(text).encode(), items, ["sex", "region"], 2026
    )
    found = GroupDecisions(aggregate["groups"]["private"], items, 10)
    assert found.table("P1", "sex").counts.keys() == {"", "sex=F", "sex=M"}
    assert found.table("P1", "region").counts["region="] == 12
    assert found.hidden == {}
