"""The supplied waves as they are published: what they hide, break and say."""

import csv
import io

from openpyxl import load_workbook

from bench.stranger import narrow
from surveys.models import Level
from surveys.opendata.files import excel_fr, table, workbook
from surveys.opendata.rows import COLUMNS, results
from tests.surveys.test_attack import files, questions


def different(texts):
    """Without those that say the same as one before."""
    return list(dict.fromkeys(texts))


def test_no_hidden_part_of_the_computed_waves_is_known_or_narrow(computed):
    found = [
        exposed
        for version in computed
        for text in different(files(version))
        for exposed in narrow([text], questions(version))
    ]
    assert found == []


def test_the_attacker_finds_a_question_that_its_factor_tells(computed):
    cells = computed[1].cells.filter(group="private", breakdown="region")
    shown = cells.filter(code="P07_1", status="").first()
    cells.filter(code="P07_1", value=shown.value).update(
        status="c", estimate=None, low=None, high=None, base=None, shares=None
    )
    found = narrow([files(computed[1])[2]], questions(computed[1]))
    assert ("private", "P07_1", "region", shown.value) in {f[:4] for f in found}


def test_every_format_says_the_same(computed):
    """A stranger who subtracts one file from another is left with nothing."""
    rows = results(computed[0], Level.CUSTOMS)
    plain = list(csv.reader(io.StringIO(table(rows, COLUMNS).decode(), newline="")))
    french = excel_fr(rows).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(french, newline=""), delimiter=";")) == plain
    sheet = load_workbook(io.BytesIO(workbook(rows))).active
    told = [["" if v is None else str(v) for v in row] for row in sheet.values]
    assert told == plain
    assert [["" if v is None else str(v) for v in r.values()] for r in rows] == plain[
        1:
    ]


def test_the_supplied_waves_break_where_questions_were_added(computed):
    changes = computed[1].changes.filter(kind="change", broken_by="questions")
    assert {(c.code, c.group, c.broken_codes) for c in changes} == {
        ("F1", "officials", "O01_5"),
        ("F3", "officials", "O03_5"),
        ("F3", "private", "P03_5"),
        ("F6", "officials", "O06_5"),
        ("F10", "private", "P10_5, P10_6, P10_7"),
    }
    tested = computed[1].changes.filter(kind="change", broken_by="")
    assert {(c.code, c.group): c.verdict for c in tested if c.verdict != "none"} == {
        ("F4", "officials"): "clear_fall",
        ("F7", "officials"): "possible_fall",
        ("F9", "officials"): "clear_fall",
    }
