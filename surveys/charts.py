"""The chart is a table: what one row of it holds. Everything comes from the cells."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commitments.factors import Factor
from surveys import words
from surveys.models import Cell, Change, Group


@dataclass
class Row:
    """One figure with its words and, in percent of the width, where it is drawn."""

    cell: Cell
    label: str
    address: str = ""

    @property
    def figure(self):
        return words.figure(self.cell)

    @property
    def is_private(self):
        return self.cell.group == Group.PRIVATE

    @property
    def caution(self):
        return self.cell.status == Cell.Status.CAUTION


@dataclass
class Block:
    """A row group: a factor, a question, a part of the sample."""

    title: str
    rows: list
    address: str = ""
    note: str = ""
    is_weak: bool = False


def by_group(cells):
    """Officials first, then the private sector."""
    order = list(Group)
    return sorted(cells, key=lambda cell: order.index(cell.group))


def is_weak(cell, falls, weak_level):
    """The upper bound under the level of the administration, or a clear fall."""
    if cell.status != Cell.Status.SHOWN:
        return False
    return cell.high < weak_level or (cell.factor, cell.group) in falls


def last_changes(changes):
    """{(factor, group): change} against the latest earlier wave."""
    found = {}
    for change in sorted(changes, key=lambda change: change.against.wave.year):
        found[change.factor, change.group] = change
    return found


def falls(changes):
    return {key for key, c in changes.items() if c.verdict == Change.Verdict.CLEAR_FALL}


def change_words(change):
    """The verdict with its figures, or why there is none."""
    if change is None:
        return ""
    if change.verdict:
        return f"{change.get_verdict_display()} {words.interval(change)}"
    why = change.get_broken_by_display()
    if change.broken_codes:
        why = f"{why} ({change.broken_codes})"
    if change.broken_by in (Change.Break.MODE, Change.Break.QUESTIONS):
        return _("Break in the series: %(why)s") % {"why": why}
    return why


def factor_blocks(cells, changes, weak_level, address):
    """The ten factors, both groups in each."""
    last = last_changes(changes)
    fallen = falls(last)
    blocks = []
    for factor in Factor:
        own = by_group([cell for cell in cells if cell.factor == factor])
        if own:
            rows = [Row(cell, cell.get_group_display()) for cell in own]
            for row in rows:
                row.change = last.get((factor, row.cell.group))
                row.change_words = change_words(row.change)
            blocks.append(
                Block(
                    factor.label,
                    rows,
                    address(factor),
                    is_weak=any(is_weak(c, fallen, weak_level) for c in own),
                )
            )
    return blocks


def composition(cells):
    """Officials: 402, of whom F 8%, M 92%… – one line for each group of a sample."""
    lines = []
    for whole in by_group([cell for cell in cells if not cell.breakdown]):
        parts = [c for c in cells if c.group == whole.group and c.breakdown]
        shown = ", ".join(f"{c.value} {words.figure(c)}" for c in parts if c.is_shown)
        lines.append((whole.get_group_display(), whole.base, shown))
    return lines


def answer_tables(cells, breakdowns, question):
    """Part by part, the share of each answer, for the breakdowns that may tell it."""
    tables = []
    for breakdown in breakdowns:
        own = [c for c in cells if c.breakdown == breakdown.code and c.shares]
        if own:
            head = [words.answers_label(question, answer) for answer in own[0].shares]
            lines = [
                (
                    cell.value,
                    list(
                        zip(head, map(words.percent, cell.shares.values()), strict=True)
                    ),
                )
                for cell in own
            ]
            tables.append((breakdown.name, head, lines))
    return tables


def part_blocks(cells, breakdowns):
    """The parts of each breakdown, one block for each group."""
    blocks = []
    for breakdown in breakdowns:
        for group in Group:
            own = [
                c for c in cells if c.breakdown == breakdown.code and c.group == group
            ]
            if own:
                rows = [Row(cell, cell.value) for cell in own]
                title = f"{breakdown.name} – {group.label}"
                blocks.append(Block(title, rows))
    return blocks
