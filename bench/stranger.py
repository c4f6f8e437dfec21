"""An attacker who has the published files and nothing else.

From results.csv, of one version or of several, it looks for the least and the most that
each suppressed part can hold: its answers, and its favourable answers.
"""

import csv
import io
from itertools import groupby

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MEASURES = {"favourable", "respondents"}
FEWEST = 10


def tables(text):
    """{(group, code, breakdown): (row of the whole, rows of the parts)}."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    rows = [row for row in rows if row["measure"] in MEASURES]
    wholes = {(r["group"], r["code"]): r for r in rows if not r["breakdown"]}
    found = {}
    parts = sorted((r for r in rows if r["breakdown"]), key=table_key)
    for key, own in groupby(parts, key=table_key):
        found[key] = (wholes[key[:2]], list(own))
    return found


def table_key(row):
    return row["group"], row["code"], row["breakdown"]


class System:
    """Sums and roundings of one table, of every version at once, as linear rules."""

    def __init__(self, values):
        self.values = values
        self.rows, self.lows, self.highs = [], [], []
        for n in range(len(values)):
            self.rule({2 * n + 1: 1, 2 * n: -1}, -np.inf, 0)

    def rule(self, terms, low, high):
        row = np.zeros(2 * len(self.values))
        for index, factor in terms.items():
            row[index] = factor
        self.rows.append(row)
        self.lows.append(low)
        self.highs.append(high)

    def add(self, whole, parts):
        """What one version tells: its total, and each part that it shows."""
        total, share = int(whole["n"]), float(whole["estimate"]) / 100
        count = len(self.values)
        self.rule({2 * n: 1 for n in range(count)}, total, total)
        if whole["measure"] == "favourable":
            every = {2 * n + 1: 1 for n in range(count)}
            self.rule(every, (share - 0.005) * total, (share + 0.005) * total)
        for part in parts:
            if part["status"] != "c":
                self.add_part(2 * self.values.index(part["value"]), part)

    def add_part(self, index, part):
        base, share = int(part["n"]), float(part["estimate"]) / 100
        self.rule({index: 1}, max(FEWEST, base - 2), base + 2)
        if part["measure"] == "favourable":
            self.rule({index + 1: 1, index: -(share - 0.005)}, 0, np.inf)
            self.rule({index + 1: 1, index: -(share + 0.005)}, -np.inf, 0)

    def span(self, index):
        """Most minus least of one unknown; None where the rules contradict."""
        ends = []
        for sign in (1, -1):
            goal = np.zeros(2 * len(self.values))
            goal[index] = sign
            rules = LinearConstraint(np.array(self.rows), self.lows, self.highs)
            found = milp(goal, constraints=rules, bounds=Bounds(0, np.inf))
            if found.fun is None:
                return None
            ends.append(sign * found.fun)
        return ends[1] - ends[0]


def narrow(texts, span=5):
    """Suppressed parts of the files that are known to within less than the span."""
    versions = [tables(text) for text in texts]
    found = []
    for key in {key for version in versions for key in version}:
        told = [version[key] for version in versions if key in version]
        told = [(whole, parts) for whole, parts in told if whole["status"] != "c"]
        hidden = {p["value"] for _, parts in told for p in parts if p["status"] == "c"}
        if not hidden:
            continue
        values = sorted({p["value"] for _, parts in told for p in parts})
        system = System(values)
        for whole, parts in told:
            system.add(whole, parts)
        is_all = hidden == set(values)
        for value in sorted(hidden):
            index = 2 * values.index(value)
            asked = [index] if is_all or key[1] == "S" else [index, index + 1]
            spans = [system.span(i) for i in asked]
            if any(s is not None and s < span - 1e-6 for s in spans):
                found.append((*key, value, spans))
    return found
