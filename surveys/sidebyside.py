"""V1: what two versions of a wave, both still open, tell together.

A cell hidden in one and shown in the other is told. Where a base moved by a few people,
a stranger subtracts one version from the other: rounding must then leave open how each
of those few answered.
"""

from dataclasses import dataclass, field
from math import ceil, floor

from surveys.keys import Earlier, split
from surveys.models import Cell, Version

TOLD, MOVED, APART = "told", "moved", "apart"
HALF_POINT, HALF_BASE = 0.5, 2


@dataclass(frozen=True)
class Figures:
    """What a version shows of one cell, and its true base."""

    n: int
    is_hidden: bool
    factor: int | None = None
    base: int | None = None
    estimate: int | None = None
    mean: int | None = None
    shares: dict | None = None


@dataclass
class Shown:
    """The cells of one group in one version: {(code, key): Figures}, and its joins."""

    cells: dict
    joins: dict = field(default_factory=dict)

    def members(self, code, key):
        """The parts that a key stands for."""
        figures = self.cells[code, key]
        joined = self.joins.get((figures.factor, split(key)[0]), {})
        return frozenset(joined.get(key, [key]))

    def parts(self, code, breakdown):
        return [
            key for c, key in self.cells if c == code and split(key)[0] == breakdown
        ]


def earlier_versions(version):
    """Those that stay open beside this one."""
    if version.withdraws_earlier:
        return Version.objects.none()
    return Version.objects.reachable().filter(wave=version.wave).exclude(pk=version.pk)


def shown_by(version, group):
    """A version as it was computed."""
    cells = version.cells.filter(group=group).exclude(exact=None)
    found = {
        (
            cell.code,
            f"{cell.breakdown}={cell.value}" if cell.breakdown else "",
        ): Figures(
            n=cell.exact["n"],
            is_hidden=cell.status == Cell.Status.SUPPRESSED,
            factor=cell.factor,
            base=cell.base,
            estimate=cell.estimate if cell.kind != Cell.Kind.SAMPLE else None,
            mean=cell.mean,
            shares=cell.shares,
        )
        for cell in cells
    }
    joins = {}
    for kept_group, factor, breakdown, key, members in version.audit.get("joined", []):
        if kept_group == group:
            joins.setdefault((factor, breakdown), {})[key] = frozenset(members)
    return Shown(found, joins)


def earlier_of(version, group):
    """What open versions hid and joined of a group."""
    earlier = Earlier()
    for older in earlier_versions(version):
        shown = shown_by(older, group)
        for (code, key), figures in shown.cells.items():
            if figures.is_hidden:
                keys = {key, *shown.members(code, key)}
                earlier.hidden |= {(code, one) for one in keys}
        for place, joined in shown.joins.items():
            earlier.joins.setdefault(place, []).extend(joined.values())
    return earlier


def leaks(older, newer, minimum):
    """(code, key, why) of each cell by which the two tell too much."""
    for code, key in sorted(older.cells.keys() & newer.cells.keys()):
        old, new = older.cells[code, key], newer.cells[code, key]
        if old.is_hidden != new.is_hidden:
            yield code, key, TOLD
        elif (
            not new.is_hidden
            and is_moved(old.n, new.n, minimum)
            and not leaves_open(old, new, bool(key))
        ):
            yield code, key, MOVED
    yield from regrouped(older, newer, minimum)
    yield from rests(older, newer, minimum)


def is_moved(old, new, minimum):
    return 0 < abs(old - new) < minimum


def leaves_open(old, new, is_part):
    """Whether the few who came or went may have answered in any way."""
    larger, smaller = (old, new) if old.n > new.n else (new, old)
    few, blur = larger.n - smaller.n, HALF_BASE if is_part else 0
    bases = (larger.n - blur, larger.n + blur, smaller.n - blur, smaller.n + blur)
    pairs = [(larger.estimate, smaller.estimate)]
    if larger.estimate is not None:
        pairs.append((100 - larger.estimate, 100 - smaller.estimate))
    for answer in (larger.shares or {}).keys() & (smaller.shares or {}).keys():
        pairs.append((larger.shares[answer], smaller.shares[answer]))
    found = [(pair, True) for pair in pairs]
    found.append(((larger.mean, smaller.mean), False))
    return all(
        is_open(*pair, few, bases, is_count)
        for pair, is_count in found
        if None not in pair
    )


def is_open(large, small, few, bases, is_count):
    """Whether the difference of two rounded shares may be any number from 0 to few."""
    least, most, fewest, largest = bases
    low, high = lowest(large, least), highest(large, most)
    other_low, other_high = lowest(small, fewest), highest(small, largest)
    if is_count:
        low, other_low = ceil(low), ceil(other_low)
        high, other_high = floor(high), floor(other_high)
    return low - other_high <= 0 and high - other_low >= few


def lowest(share, n):
    return max(0, share - HALF_POINT) / 100 * n


def highest(share, n):
    return min(100, share + HALF_POINT) / 100 * n


def regrouped(older, newer, minimum):
    """Parts that are joined in one version and apart in the other."""
    for code, key in sorted(older.cells.keys() - newer.cells.keys()):
        members = older.members(code, key)
        found = pieces(newer, code, key, members)
        if len(members) > 1 and any(not newer.cells[code, k].is_hidden for k in found):
            yield code, key, APART
    for code, key in sorted(newer.cells.keys() - older.cells.keys()):
        new, members = newer.cells[code, key], newer.members(code, key)
        found = pieces(older, code, key, members)
        is_known = all(not older.cells[code, k].is_hidden for k in found)
        total = sum(older.cells[code, k].n for k in found)
        if found and is_known and not new.is_hidden and is_moved(total, new.n, minimum):
            yield code, key, MOVED


def pieces(shown, code, key, members):
    """The cells of a version that these parts consist of."""
    keys = shown.parts(code, split(key)[0])
    return [one for one in keys if shown.members(code, one) < members]


def rests(older, newer, minimum):
    """Hidden parts that together moved by a few, as the shown ones and the total tell."""
    both = older.cells.keys() & newer.cells.keys()
    tables = {(code, split(key)[0]) for code, key in both if key}
    for code, breakdown in sorted(tables):
        whole = (code, "")
        if whole not in both or newer.cells[whole].is_hidden:
            continue
        keys = [(code, key) for key in newer.parts(code, breakdown)]
        hidden = [k for k in keys if k in both and newer.cells[k].is_hidden]
        shown = [k for k in keys if k in both and not newer.cells[k].is_hidden]
        moved = sum(newer.cells[k].n - older.cells[k].n for k in shown)
        rest = newer.cells[whole].n - older.cells[whole].n - moved
        if hidden and 0 < abs(rest) < minimum:
            yield code, f"{breakdown}=", MOVED
