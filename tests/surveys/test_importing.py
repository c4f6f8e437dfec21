import csv
import io
from collections import Counter

import pytest
from openpyxl import Workbook

from surveys.importing import read_answers, read_items
from surveys.problems import Problem
from tests.surveys.conftest import CODEBOOK, DATA, small_rows

BREAKDOWNS = ["sex", "region"]


def supplied(year):
    items, problems = read_items((DATA / "spid-codebook.csv").read_bytes())
    assert problems == []
    data = (DATA / f"spid-{year}-respondents.csv").read_bytes()
    return items, data


def small():
    return read_items(CODEBOOK.encode())[0]


def problems_of(text):
    return read_answers(text.encode(), small(), BREAKDOWNS, 2022)[1]


@pytest.mark.parametrize(
    ("year", "officials", "private"), [(2024, 316, 75), (2026, 402, 183)]
)
def test_the_supplied_waves_are_counted_whole(year, officials, private):
    items, data = supplied(year)
    aggregate, problems = read_answers(data, items, BREAKDOWNS, year)
    assert problems == []
    sizes = {g: cells[""]["size"] for g, cells in aggregate["groups"].items()}
    assert sizes == {"officials": officials, "private": private}


def test_a_factor_is_what_its_formula_says_row_by_row():
    items, data = supplied(2026)
    aggregate, _ = read_answers(data, items, BREAKDOWNS, 2026)
    own = [i for i in items if i.group == "private" and i.factor == 10]
    n = weighted = total = 0
    for row in csv.DictReader(io.StringIO(data.decode())):
        given = [(i, int(row[i.code])) for i in own if row[i.code].isdigit()]
        if row["group"] == "private" and 2 * len(given) >= len(own):
            n += 1
            total += float(row["weight"])
            good = sum(i.is_favourable(a) for i, a in given) / len(given)
            weighted += float(row["weight"]) * good
    measure = aggregate["groups"]["private"][""]["measures"]["F10"]
    assert (measure["n"], measure["w"]) == (n, pytest.approx(total))
    assert measure["ws"] == pytest.approx(weighted)


def test_dont_know_and_refusal_are_answers_and_nothing_is_not():
    items, data = supplied(2024)
    aggregate, _ = read_answers(data, items, BREAKDOWNS, 2024)
    rows = csv.DictReader(io.StringIO(data.decode()))
    counted = Counter(r["O01_1"] for r in rows if r["group"] == "officials")
    answers = aggregate["groups"]["officials"][""]["measures"]["O01_1"]["answers"]
    expected = {a: n for a, n in counted.items() if a}
    assert {answer: n for answer, (n, _) in answers.items()} == expected


def test_a_question_of_a_later_wave_is_not_part_of_the_factor():
    items, data = supplied(2024)
    aggregate, _ = read_answers(data, items, BREAKDOWNS, 2024)
    measures = aggregate["groups"]["officials"][""]["measures"]
    assert "O01_5" not in measures
    assert measures["F1"]["n"] == 316


def test_a_workbook_reads_as_its_csv():
    text = small_rows()
    book = Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append([int(c) if c.isdigit() else c or None for c in row])
    out = io.BytesIO()
    book.save(out)
    items = small()
    assert read_answers(out.getvalue(), items, BREAKDOWNS, 2022) == read_answers(
        text.encode(), items, BREAKDOWNS, 2022
    )


def test_semicolons_and_a_byte_order_mark_are_read():
    text = small_rows()
    other = "\ufeff" + text.replace(",", ";")
    assert read_answers(other.encode(), small(), BREAKDOWNS, 2022) == read_answers(
        text.encode(), small(), BREAKDOWNS, 2022
    )


def as_counts(text):
    """The same answers in the other shape."""
    counts = Counter()
    for row in csv.DictReader(io.StringIO(text)):
        for code in ("O1", "O2", "P1"):
            if row[code]:
                for name in ("", *BREAKDOWNS):
                    value = row[name] if name else ""
                    counts[code, row["group"], name, value, row[code]] += 1
    lines = ["question,group,breakdown,value,answer,count"]
    lines += [f"{','.join(key)},{n}" for key, n in counts.items()]
    return "\n".join(lines)


def test_counts_give_the_same_questions_and_no_factor():
    text = small_rows()
    items = small()
    rows, _ = read_answers(text.encode(), items, BREAKDOWNS, 2022)
    counts, problems = read_answers(as_counts(text).encode(), items, BREAKDOWNS, 2022)
    assert problems == []
    for group, cells in rows["groups"].items():
        for key, cell in cells.items():
            expected = {c: m for c, m in cell["measures"].items() if c[0] != "F"}
            found = counts["groups"][group][key]["measures"]
            assert set(found) == set(expected)
            for code, measure in expected.items():
                for name in ("n", "s", "w", "ws", "w2s2"):
                    assert found[code][name] == pytest.approx(measure[name])


def test_the_parts_of_counts_add_up_to_their_whole():
    """Else people without a part would be made out, and hide others beside them."""
    text = small_rows().replace("officials,F,Kayes,1,1,1,", "officials,F,Kayes,1,,1,")
    text = text.replace("officials,M,Bamako,1,2,4,", "officials,M,Bamako,1,2,,")
    counts, _ = read_answers(as_counts(text).encode(), small(), BREAKDOWNS, 2022)
    for cells in counts["groups"].values():
        for name in BREAKDOWNS:
            parts = [c["size"] for key, c in cells.items() if key.startswith(name)]
            assert sum(parts) == cells[""]["size"]


def test_counts_that_do_not_add_up_are_refused():
    text = as_counts(small_rows()).replace(
        "P1,private,sex,F,1,", "P1,private,sex,F,1,1"
    )
    _, problems = read_answers(text.encode(), small(), BREAKDOWNS, 2022)
    assert [(p.column, p.rule) for p in problems] == [("count", "sum")]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("officials,F,Kayes,1,1,1,", "officials,F,Kayes,1,6,1,", ("O1", "answer", "6")),
        (
            "officials,F,Kayes,1,1,1,",
            "staff,F,Kayes,1,1,1,",
            ("group", "group", "staff"),
        ),
        (
            "officials,F,Kayes,1,1,1,",
            "officials,F,Kayes,0,1,1,",
            ("weight", "weight", "0"),
        ),
        (
            "officials,F,Kayes,1,1,1,",
            "officials,F,Kayes,nan,1,1,",
            ("weight", "weight", "nan"),
        ),
        (
            "officials,F,Kayes,1,1,1,",
            "officials,F,Kayes,1,1,1,2",
            ("P1", "other_group", "2"),
        ),
        ("officials,F,Kayes,1,1,1,", "officials,F,Kayes,1,1,1,,9", ("", "width", "")),
    ],
)
def test_a_wrong_cell_is_named_by_row_column_rule_and_value(old, new, problem):
    text = small_rows().replace(old, new, 1)
    column, rule, value = problem
    assert problems_of(text) == [Problem(2, column, rule, value)]


def test_a_column_nobody_declared_is_refused():
    text = small_rows().replace("group,sex", "group,name,sex", 1)
    assert Problem(1, "name", "header_unknown", "name") in problems_of(text)


def test_a_column_of_names_is_not_a_breakdown():
    lines = small_rows().splitlines()
    text = "\n".join(
        line.replace("Bamako", f"person {n}").replace("Kayes", f"person {n}")
        for n, line in enumerate(lines)
    )
    assert {p.rule for p in problems_of(text)} == {"values_many"}


@pytest.mark.parametrize("data", [b"\xff\xfe\x00a", b"PK\x03\x04 not a zip", b"a\0b"])
def test_what_is_not_a_table_is_said_to_be_unreadable(data):
    assert read_answers(data, small(), BREAKDOWNS, 2022)[1] == [
        Problem(1, "", "unreadable")
    ]


def test_an_empty_file_has_no_header():
    found = {(p.row, p.rule) for p in problems_of("")}
    assert found == {(1, "header_missing")}


def test_a_rule_is_said_in_both_languages():
    assert Problem(2, "O1", "empty").sentences == [
        "Le fichier ne contient aucune ligne.",
        "The file holds no row.",
    ]


def test_a_codebook_names_its_wrong_cells():
    text = CODEBOOK.replace("O1,officials,1,5,0", "O1,officials,11,6,2")
    assert read_items(text.encode())[1] == [
        Problem(2, "factor", "factor", "11"),
        Problem(2, "scale", "scale", "6"),
        Problem(2, "reversed", "flag", "2"),
    ]


def test_a_kept_problem_has_no_value():
    assert Problem(7, "O1", "answer", "Kéita").kept() == {
        "row": 7,
        "column": "O1",
        "rule": "answer",
    }


def test_weights_of_many_values_fold_into_the_same_sums():
    header, *rows = small_rows().splitlines()
    weighted = [r.replace(",1,", f",{1 + n / 1000},", 1) for n, r in enumerate(rows)]
    many = "\n".join([header, *weighted * 20])
    found, problems = read_answers(many.encode(), small(), BREAKDOWNS, 2022)
    assert problems == []
    once, _ = read_answers(
        "\n".join([header, *weighted]).encode(), small(), BREAKDOWNS, 2022
    )
    for code, measure in found["groups"]["officials"][""]["measures"].items():
        single = once["groups"]["officials"][""]["measures"][code]
        assert measure["ws"] == pytest.approx(20 * single["ws"])
        assert measure["w2s2"] == pytest.approx(20 * single["w2s2"])
