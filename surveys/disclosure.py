"""Which cells stay hidden, and the proof that nobody can work them out.

P1 few answers, P2 a sensitive question answered nearly alike by few (where joining parts
does not help), P3 one weight that is most of the group, C1 a partition hides none or two
cells that hold enough together, C2 the audit, C3 a factor is the mean of its questions,
V1 what an earlier version hid stays hidden.
"""

from dataclasses import dataclass, field

from surveys.feasible import determined, ranges

MINIMUM = 10
SPAN = 5
ALIKE, ALIKE_BASE = 0.9, 30
HEAVY = 0.5


@dataclass
class Table:
    """Counts by key, and which of them add up to which.

    A layer is another count of the same cells (the favourable answers, the others):
    what hides a cell hides it in every layer.
    """

    counts: dict
    partitions: list
    layers: list = field(default_factory=list)
    ceilings: dict = field(default_factory=dict)

    @property
    def totals(self):
        return {total for total, _ in self.partitions}


@dataclass(frozen=True)
class Finding:
    """A hidden cell that the totals give away."""

    key: object
    low: float
    high: float
    is_determined: bool


def few(table, minimum=MINIMUM):
    """P1: cells with fewer answers than the minimum, and what was forced."""
    return {key: "P1" for key, n in table.counts.items() if n < minimum}


def is_alike(shares, base):
    """P2, for a sensitive question: a small base and one category that is nearly all."""
    return base < ALIKE_BASE and max(shares, default=0) >= ALIKE


def is_heavy(largest, weight):
    """P3: one respondent carries more than half of the weight."""
    return largest > HEAVY * weight


def protect(table, forced=None, minimum=MINIMUM):
    """{hidden key: rule}, after which the audit finds nothing more to hide."""
    hidden = few(table, minimum) | (forced or {})
    while True:
        complete(table, hidden, minimum)
        findings = audit(table, hidden)
        key = next_to_hide(table, hidden, [finding.key for finding in findings])
        if key is None:
            return hidden
        hidden[key] = "C2"


def complete(table, hidden, minimum):
    """C1: hide the smallest shown cell until each partition is safe."""
    changed = True
    while changed:
        changed = False
        for total, inner in table.partitions:
            gone = [key for key in inner if key in hidden]
            held = sum(table.counts[key] for key in gone)
            if total in hidden or not gone or (len(gone) > 1 and held >= minimum):
                continue
            key = smallest(table, [key for key in inner if key not in hidden])
            if key is not None:
                hidden[key] = "C1"
                changed = True


def smallest(table, keys):
    """The smallest of some cells, inner ones before totals."""
    totals = table.totals
    return min(
        keys, key=lambda key: (key in totals, table.counts[key], str(key)), default=None
    )


def next_to_hide(table, hidden, exposed):
    """The smallest shown cell beside an exposed one, else any that is left."""
    if not exposed:
        return None
    beside = [
        key
        for _, inner in table.partitions
        if set(inner) & set(exposed)
        for key in inner
        if key not in hidden
    ]
    left = [key for key in table.counts if key not in hidden]
    return smallest(table, beside or left)


def audit(table, hidden):
    """C2: hidden cells that are determined, or narrower than they must be.

    Where a whole partition is hidden it tells nothing that its total does not.
    """
    findings = []
    fixed = determined(table.counts, table.partitions, hidden)
    for counts in [table.counts, *table.layers]:
        found = ranges(counts, table.partitions, hidden, table.ceilings)
        for key, between in sorted(found.items(), key=lambda pair: str(pair[0])):
            is_layer = counts is not table.counts
            if is_layer and is_all_hidden(table, hidden, key):
                continue
            if key in fixed or between.span < SPAN:
                findings.append(Finding(key, between.low, between.high, key in fixed))
    return findings


def is_all_hidden(table, hidden, key):
    return all(
        set(inner) <= set(hidden) for _, inner in table.partitions if key in inner
    )
