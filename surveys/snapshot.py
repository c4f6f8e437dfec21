"""The cells of a version out of its aggregate. SciPy is needed: run by a worker."""

from surveys.codebook import GROUPS
from surveys.comparison import changes, gaps
from surveys.decisions import GroupDecisions, round_base, round_half_up
from surveys.disclosure import ALIKE
from surveys.distribution import every_answer, shares
from surveys.estimates import SMALL_SAMPLE, estimate, sampling_fraction
from surveys.keys import SAMPLE, split
from surveys.models import Cell, Group, Level
from surveys.sidebyside import earlier_of, earlier_versions, leaks, shown_by


def level_of_factor(levels):
    """The lowest that sees all its questions, or misses two: one could be worked out."""
    for level in Level:
        missing = sum(own > level for own in levels)
        if missing != 1 and missing < len(levels):
            return level
    return max(levels)


def levels(version):
    """Level by question or factor, and by breakdown."""
    by_code, by_factor = {SAMPLE: Level.PUBLIC}, {}
    for question in version.questions.all():
        by_code[question.code] = question.level
        if question.is_asked:
            key = (question.group, question.factor)
            by_factor.setdefault(key, []).append(question.level)
    by_breakdown = {b.code: b.level for b in version.breakdowns.all()}
    found = {key: level_of_factor(own) for key, own in by_factor.items()}
    return by_code, found, by_breakdown | {"": Level.PUBLIC}


class Builder:
    """Turns one aggregate into cells, with one decision each."""

    def __init__(self, version):
        self.version = version
        self.by_code, self.by_factor, self.by_breakdown = levels(version)
        self.questions = {q.code: q for q in version.questions.all()}
        self.findings, self.joined, self.cells = [], [], []

    def build(self):
        for group in GROUPS:
            cells = self.version.aggregate.sums["groups"].get(group)
            if cells:
                self.build_group(group, cells)
                self.cells += self.not_asked(group)
                self.cells += self.without_factors(group, cells)
        return self.cells

    def build_group(self, group, cells):
        own = [q for q in self.questions.values() if q.group == group]
        decided = GroupDecisions(
            cells, own, self.version.minimum, earlier_of(self.version, group)
        )
        self.findings += [
            [group, code, f.key, round(f.low), round(f.high)]
            for (code, _), found in decided.findings.items()
            for f in found
        ]
        self.joined += [
            [group, factor, breakdown, key, sorted(members)]
            for (factor, breakdown), joins in decided.joins.items()
            for key, members in joins.items()
        ]
        self.cells += [self.sample(group, key, cells, decided) for key in cells]
        for code, measures in decided.measures.items():
            for key, measure in measures.items():
                self.cells.append(self.measure(group, key, code, measure, decided))

    def blank(self, group, key, kind, code, decided):
        breakdown, value = split(key)
        rule = decided.hidden.get((code, key), "")
        return Cell(
            version=self.version,
            kind=kind,
            code=code,
            group=group,
            breakdown=breakdown,
            value=value,
            level=max(self.level(group, code), self.by_breakdown[breakdown]),
            status=Cell.Status.SUPPRESSED if rule else Cell.Status.SHOWN,
            rule=rule,
        )

    def level(self, group, code):
        if code in self.by_code:
            return self.by_code[code]
        return self.by_factor[group, int(code[1:])]

    def sample(self, group, key, cells, decided):
        """How many people of a group took part: the composition of the sample."""
        cell = self.blank(group, key, Cell.Kind.SAMPLE, SAMPLE, decided)
        size, whole = cells[key]["size"], cells[""]["size"]
        cell.exact = {"n": size}
        if cell.is_shown:
            cell.base = round_base(size) if key else size
            cell.estimate = round_half_up(size / whole)
        return cell

    def measure(self, group, key, code, measure, decided):
        question = self.questions.get(code)
        kind = Cell.Kind.QUESTION if question else Cell.Kind.FACTOR
        cell = self.blank(group, key, kind, code, decided)
        cell.factor = question.factor if question else int(code[1:])
        if not measure["n"]:
            cell.exact = {"n": 0}
            return cell
        figures = estimate(measure, self.fraction(group, key, measure["n"]))
        cell.exact = figures.as_dict()
        if cell.is_shown:
            if not cell.rule and key in self.joins_of(decided, cell):
                cell.rule = "P2"
            self.publish(cell, figures)
            if question:
                cell.shares = answers(cell, measure, question, decided)
        return cell

    @staticmethod
    def joins_of(decided, cell):
        return decided.joins.get((cell.factor, cell.breakdown), {})

    def fraction(self, group, key, n):
        """Officials are a finite population; of a breakdown its size is unknown."""
        if group != Group.OFFICIALS or key:
            return 0.0
        return sampling_fraction(n, self.version.officials_invited)

    @staticmethod
    def publish(cell, figures):
        """The rounded figures, the only ones that leave the portal."""
        if figures.needs_caution:
            cell.status = Cell.Status.CAUTION
        cell.estimate = round_half_up(figures.p)
        cell.low, cell.high = round_half_up(figures.low), round_half_up(figures.high)
        cell.base = round_base(figures.n) if cell.breakdown else figures.n
        cell.mean = int(figures.mean + 0.5)

    def not_asked(self, group):
        """[z] for each question of the codebook that this wave did not ask."""
        for question in self.questions.values():
            if question.group == group and not question.is_asked:
                yield Cell(
                    version=self.version,
                    kind=Cell.Kind.QUESTION,
                    code=question.code,
                    factor=question.factor,
                    group=group,
                    level=question.level,
                    status=Cell.Status.NOT_APPLICABLE,
                )

    def without_factors(self, group, cells):
        """[x] for each factor where counts alone were imported."""
        for own_group, factor in sorted(self.by_factor):
            if own_group == group and f"F{factor}" not in cells[""]["measures"]:
                yield Cell(
                    version=self.version,
                    kind=Cell.Kind.FACTOR,
                    code=f"F{factor}",
                    factor=factor,
                    group=group,
                    level=self.by_factor[group, factor],
                    status=Cell.Status.UNAVAILABLE,
                )


def answers(cell, measure, question, decided):
    """The published distribution in whole points; None where it would tell too much."""
    groups = every_answer(question)
    if cell.breakdown:
        groups = decided.groupings[cell.code, cell.breakdown]
    if not groups:
        return None
    found = shares(measure, groups)
    is_few = question.is_sensitive and measure["n"] < SMALL_SAMPLE
    if is_few and max(found.values()) >= ALIKE:
        return None
    return {answer: round_half_up(share) for answer, share in found.items()}


def audit_of(version, builder):
    """What the audit found, stored with the snapshot."""
    found = []
    for older in earlier_versions(version):
        for group in GROUPS:
            pair = (shown_by(older, group), shown_by(version, group))
            for code, key, why in leaks(*pair, version.minimum):
                found.append([older.number, group, code, key, why])
    hidden = [c for c in builder.cells if c.status == Cell.Status.SUPPRESSED]
    rules = sorted({cell.rule for cell in hidden})
    return {
        "minimum": version.minimum,
        "cells": len(builder.cells),
        "hidden": len(hidden),
        "rules": {rule: sum(c.rule == rule for c in hidden) for rule in rules},
        "levels": {
            level.slug: [
                sum(c.level <= level for c in builder.cells),
                sum(c.level <= level for c in hidden),
            ]
            for level in Level
        },
        "joined": builder.joined,
        "findings": builder.findings,
        "leaks": found,
    }


def rebuild(version):
    """Replace the cells and changes of a version that is being prepared."""
    builder = Builder(version)
    version.cells.all().delete()
    version.changes.all().delete()
    Cell.objects.bulk_create(builder.build(), batch_size=500)
    version.audit = {"joined": builder.joined}
    version.audit = audit_of(version, builder)
    version.changes.bulk_create(gaps(version) + changes(version))
