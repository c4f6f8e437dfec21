"""The cells of a version out of its aggregate. SciPy is needed: run by a worker."""

from surveys.codebook import GROUPS
from surveys.comparison import changes, gaps
from surveys.decisions import (
    SAMPLE,
    GroupDecisions,
    round_base,
    round_half_up,
    shares,
    split,
)
from surveys.disclosure import audit_versions
from surveys.estimates import estimate, sampling_fraction
from surveys.models import Cell, Group, Level, Version


def levels(version):
    """Level by question or factor, and by breakdown."""
    by_code = {SAMPLE: Level.PUBLIC}
    for question in version.questions.all():
        by_code[question.code] = question.level
        name = f"F{question.factor}"
        by_code[name] = min(by_code.get(name, Level.CUSTOMS), question.level)
    by_breakdown = {b.code: b.level for b in version.breakdowns.all()}
    return by_code, by_breakdown | {"": Level.PUBLIC}


def earlier_versions(version):
    return Version.objects.reachable().filter(wave=version.wave).exclude(pk=version.pk)


def counts_and_hidden(version, group):
    """What a computed version showed and hid of a group, for the joint audit."""
    cells = version.cells.filter(group=group).exclude(exact=None)
    counts, hidden = {}, set()
    for cell in cells:
        key = (cell.code, f"{cell.breakdown}={cell.value}" if cell.breakdown else "")
        counts[key] = cell.exact["n"]
        if cell.status == Cell.Status.SUPPRESSED:
            hidden.add(key)
    return counts, hidden


class Builder:
    """Turns one aggregate into cells, with one decision each."""

    def __init__(self, version):
        self.version = version
        self.by_code, self.by_breakdown = levels(version)
        self.questions = {q.code: q for q in version.questions.all()}
        self.findings, self.cells = [], []

    def build(self):
        for group in GROUPS:
            cells = self.version.aggregate.sums["groups"].get(group)
            if cells:
                self.build_group(group, cells)
        return self.cells

    def build_group(self, group, cells):
        earlier = set()
        for version in earlier_versions(self.version):
            earlier |= counts_and_hidden(version, group)[1]
        questions = self.questions.values()
        decided = GroupDecisions(cells, questions, self.version.minimum, earlier)
        self.findings += [
            [group, code, f.key, round(f.low), round(f.high)]
            for code, f in decided.findings
        ]
        for key, cell in cells.items():
            self.cells.append(self.sample(group, key, cells, decided.hidden))
            for code, measure in cell["measures"].items():
                self.cells.append(
                    self.measure(group, key, code, measure, decided.hidden)
                )

    def blank(self, group, key, kind, code, hidden):
        breakdown, value = split(key)
        rule = hidden.get((code, key), "")
        return Cell(
            version=self.version,
            kind=kind,
            code=code,
            group=group,
            breakdown=breakdown,
            value=value,
            level=max(self.by_code[code], self.by_breakdown[breakdown]),
            status=Cell.Status.SUPPRESSED if rule else Cell.Status.SHOWN,
            rule=rule,
        )

    def sample(self, group, key, cells, hidden):
        """How many people of a group took part: the composition of the sample."""
        cell = self.blank(group, key, Cell.Kind.SAMPLE, SAMPLE, hidden)
        size, whole = cells[key]["size"], cells[""]["size"]
        cell.exact = {"n": size}
        if cell.is_shown:
            cell.base = round_base(size) if key else size
            cell.estimate = round_half_up(size / whole)
        return cell

    def measure(self, group, key, code, measure, hidden):
        question = self.questions.get(code)
        kind = Cell.Kind.QUESTION if question else Cell.Kind.FACTOR
        cell = self.blank(group, key, kind, code, hidden)
        cell.factor = question.factor if question else int(code[1:])
        if not measure["n"]:
            cell.exact = {"n": 0}
            return cell
        figures = estimate(measure, self.fraction(group, key, measure["n"]))
        cell.exact = figures.as_dict()
        if cell.is_shown:
            self.publish(cell, figures, measure, question)
        return cell

    def fraction(self, group, key, n):
        """Officials are a finite population; of a breakdown its size is unknown."""
        if group != Group.OFFICIALS or key:
            return 0.0
        return sampling_fraction(n, self.version.officials_invited)

    def publish(self, cell, figures, measure, question):
        """The rounded figures, the only ones that leave the portal."""
        if figures.needs_caution:
            cell.status = Cell.Status.CAUTION
        cell.estimate = round_half_up(figures.p)
        cell.low, cell.high = round_half_up(figures.low), round_half_up(figures.high)
        cell.base = round_base(figures.n) if cell.breakdown else figures.n
        if not cell.breakdown:
            cell.mean = int(figures.mean + 0.5)
            if question:
                cell.shares = shares(measure, question, figures.n)


def audit_of(version, builder):
    """What the audit found, stored with the snapshot."""
    leaks = []
    for older in earlier_versions(version):
        for group in GROUPS:
            pair = audit_versions(
                counts_and_hidden(older, group),
                counts_and_hidden(version, group),
                version.minimum,
            )
            leaks += [[older.number, group, *key, why] for key, why in pair.items()]
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
        "findings": builder.findings,
        "leaks": leaks,
    }


def rebuild(version):
    """Replace the cells and changes of a version that is being prepared."""
    builder = Builder(version)
    version.cells.all().delete()
    version.changes.all().delete()
    Cell.objects.bulk_create(builder.build(), batch_size=500)
    version.changes.bulk_create(gaps(version) + changes(version))
    version.audit = audit_of(version, builder)
