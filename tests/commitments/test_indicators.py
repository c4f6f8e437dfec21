"""The indicators computed twice: by the page, and by SQL written by hand here."""

import random
from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import Organisation
from commitments import indicators
from commitments.models import Commitment, Evidence, State
from workdays.arithmetic import subtract_workdays

# What product.md says, in the words of SQL. :day is today, :answered the last day on
# which a claim has had its twenty working days, exclusive.
SQL = """
SELECT {group},
  COUNT(*),
  SUM(CASE WHEN {settled_first} THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state = 'kept' AND c.claimed_on <= c.first_due_on
      THEN 1 ELSE 0 END),
  SUM(CASE WHEN {settled_now} THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state = 'kept' AND c.claimed_on <= c.due_on THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state = 'kept' THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state NOT IN ('kept', 'abandoned') THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state IN ('open', 'in_progress') AND c.due_on < %(day)s
      THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.due_on > c.first_due_on THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state IN ('claimed', 'kept') THEN 1 ELSE 0 END),
  SUM(CASE WHEN c.state IN ('claimed', 'kept') AND EXISTS (
      SELECT 1 FROM commitments_evidence e WHERE e.commitment_id = c.id
    ) THEN 1 ELSE 0 END),
  AVG(CASE WHEN c.state NOT IN ('kept', 'abandoned') THEN {age} END)
FROM commitments_commitment c
JOIN accounts_organisation o ON o.id = c.owner_id
WHERE {asked}
{grouping}
"""
# Everything has come to a result but what is abandoned with consent, what is not due
# yet, and what was claimed in time and may still be answered.
SETTLED = """NOT (
    (c.state = 'abandoned' AND c.consented_on IS NOT NULL)
    OR (c.state IN ('open', 'in_progress') AND c.{date} >= %(day)s)
    OR (c.state = 'claimed' AND c.claimed_on <= c.{date}
        AND c.claimed_on >= %(answered)s)
)"""
AGE = {
    "sqlite": "julianday(%(day)s) - julianday(c.promised_on)",
    "postgresql": "%(day)s::date - c.promised_on",
}
YEAR = {
    "sqlite": "CAST(strftime('%%Y', c.first_due_on) AS INTEGER)",
    "postgresql": "EXTRACT(YEAR FROM c.first_due_on)",
}
GROUPS = {"factor": "c.factor", "owner": "o.acronym"}


def by_hand(group, today, asked="1 = 1", **values):
    """Rows of a label and twelve figures; without a group, one row."""
    sql = SQL.format(
        group=group or "''",
        settled_first=SETTLED.format(date="first_due_on"),
        settled_now=SETTLED.format(date="due_on"),
        age=AGE[connection.vendor],
        asked=asked,
        grouping=f"GROUP BY {group} ORDER BY {group}" if group else "",
    )
    days = {
        "day": today.isoformat(),
        "answered": subtract_workdays(today, 20).isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, days | values)
        rows = cursor.fetchall()
    return [
        [row[0], *(int(n or 0) for n in row[1:-1]), rounded(row[-1])] for row in rows
    ]


def rounded(age):
    return None if age is None else round(float(age))


def shown(lines, name=""):
    """The same twelve figures, as the page was given them."""
    return [
        [
            key_of(line, name),
            *(line.total, line.counted, line.on_time, line.counted_now),
            *(line.on_time_now, line.kept, line.open, line.overdue, line.postponed),
            *(line.claimed, line.proved, line.days_open),
        ]
        for line in lines
    ]


def key_of(line, name):
    if name == "factor":
        return int(line.label.partition(".")[0])
    return {"owner": line.label, "year": line.label}.get(name, "")


@pytest.fixture
def thousand(today, officer):
    """A thousand promises in every state, dated around today, always the same."""
    dice = random.Random(2026)
    owners = [
        Organisation.objects.create(kind="association", acronym=f"A{n}", name=f"A{n}")
        for n in range(7)
    ]
    rows = [generated(n, dice, dice.choice(owners), today) for n in range(1000)]
    rows = Commitment.objects.bulk_create(rows)
    Evidence.objects.bulk_create(
        Evidence(
            commitment=row,
            title="Pièce",
            name="piece.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            added_by=officer,
        )
        for row in rows
        for _copy in range(dice.choice([0, 0, 1, 2]))
    )
    return rows


def generated(number, dice, owner, today):
    first = today + timedelta(days=dice.randint(-500, 300))
    later = dice.choice([0, 0, 0, 1, 30, 200])
    row = Commitment(
        reference=f"E-{number}",
        what="Engagement fictif",
        owner=owner,
        factor=dice.randint(1, 10),
        first_due_on=first,
        due_on=first + timedelta(days=later),
        promised_on=first - timedelta(days=dice.randint(30, 400)),
        state=dice.choice(State.values),
        level="public",
    )
    if row.state in ("claimed", "kept"):
        days = dice.choice([0, 0, 1, -1, dice.randint(-60, 250)])
        row.claimed_on = dice.choice(
            [first + timedelta(days=days), today - timedelta(days=dice.randint(0, 45))]
        )
    if row.state in ("kept", "abandoned"):
        row.closed_on = today
    if row.state == "abandoned" and dice.random() < 0.5:
        row.consented_on = today
    return row


def test_the_page_says_what_sql_says(thousand, client, today):
    found = client.get("/commitments/indicators/").context
    assert shown([found["figures"]]) == by_hand("", today)
    for name, (_title, lines) in zip(
        ("factor", "owner", "year"), found["groups"], strict=True
    ):
        group = {**GROUPS, "year": YEAR[connection.vendor]}[name]
        wanted = by_hand(group, today)
        if name == "year":
            wanted = [[str(int(row[0])), *row[1:]] for row in wanted]
        assert shown(lines, name) == wanted


def test_every_state_and_case_stands_among_the_thousand(thousand, client, today):
    line = client.get("/commitments/indicators/").context["figures"]
    assert line.total == 1000
    assert 0 < line.on_time < line.on_time_now < line.kept < line.counted_now
    assert line.counted_now < line.counted < 1000


def test_filters_narrow_the_indicators(thousand, client, today):
    found = client.get("/commitments/indicators/?factor=3&owner=A2").context
    assert shown([found["figures"]]) == by_hand(
        "", today, "c.factor = 3 AND o.acronym = 'A2'"
    )


def test_the_share_is_written_out(thousand, client, today):
    [row] = by_hand("", today)
    share = round(100 * row[3] / row[2])
    page = client.get("/commitments/").content.decode()
    assert f"<b>{share}\u00a0%</b>" in page
    assert f"{row[3]} sur {row[2]}" in page


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (3, 3, 100)],
)
def test_a_share_is_a_whole_per_cent(part, whole, percent):
    assert indicators.share(part, whole) == percent


def test_the_figures_cost_the_same_whatever_their_number(client, queries, promise):
    for _ in range(3):
        promise(level="public")
    few = queries("/commitments/indicators/")
    for factor in range(1, 11):
        promise(level="public", factor=factor)
    assert queries("/commitments/indicators/") == few
