"""The ten factors of the latest wave in a few words, for the home page."""

from dataclasses import dataclass

from commitments.factors import Factor
from surveys import words
from surveys.charts import falls, is_weak, last_changes
from surveys.models import Cell, Change, Group, Version


@dataclass(frozen=True)
class Line:
    """One factor: what each group thinks of it."""

    factor: Factor
    figures: list
    is_weak: bool


def glance(user, **which):
    """The latest published wave and a line for each factor; None before the first."""
    versions = Version.objects.visible_to(user).current().filter(**which)
    version = versions.select_related("wave").first()
    if version is None:
        return None
    cells = Cell.objects.visible_to(user).filter(version=version).factors().national()
    changes = (
        Change.objects.visible_to(user)
        .filter(version=version, kind=Change.Kind.CHANGE)
        .select_related("against__wave")
    )
    found = {(cell.factor, cell.group): cell for cell in cells}
    fallen = falls(last_changes(changes))
    lines = [
        line(factor, [found.get((factor, group)) for group in Group], fallen, version)
        for factor in Factor
    ]
    return {"version": version, "lines": lines, "groups": list(Group)}


def line(factor, cells, fallen, version):
    weak = any(cell and is_weak(cell, fallen, version.weak_level) for cell in cells)
    return Line(factor, [short(cell) for cell in cells], weak)


def short(cell):
    """71%, without its interval; a dash where there is no figure."""
    return words.percent(cell.estimate) if cell and cell.is_shown else "–"
