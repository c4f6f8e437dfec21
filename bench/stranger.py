"""An attacker who has the published files and nothing else.

From results.csv, of one version or of several, it looks for the least and the most that
each suppressed part can hold: its answers, its favourable answers, and how often each
answer was given. It knows that a question has no more answers than the sample has
people, that parts and answers add up, that joined parts are the sum of their members,
that a rounded share times a base is a whole number of people, and that a factor is the
mean of its questions. Once it takes every weight to be 1, once it leaves shares of
weighted answers alone.
"""

import csv
import io

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

FEWEST = 10
JOIN = " + "


def told(text):
    """{(group, breakdown): {code: {value: {measure: row}}}}, "" for the whole."""
    found, wholes = {}, {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        place = found.setdefault((row["group"], row["breakdown"]), {})
        if not row["breakdown"]:
            place = wholes.setdefault(row["group"], {})
        values = place.setdefault(row["code"], {})
        values.setdefault(row["value"], {})[row["measure"]] = row
    for (group, breakdown), codes in found.items():
        for code, values in codes.items() if breakdown else ():
            values[""] = wholes[group][code][""]
    return {place: codes for place, codes in found.items() if place[1]}


def factors_of(text):
    """{question: its factor}, from codebook.csv."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["code"]: f"F{row['factor']}" for row in rows}


class System:
    """What the files tell, as linear rules over unknown whole numbers."""

    def __init__(self):
        self.names, self.rules = {}, []

    def unknown(self, *name):
        return self.names.setdefault(name, len(self.names))

    def rule(self, terms, low, high):
        self.rules.append((terms, low, high))

    def share(self, part, whole, points):
        """A rounded share: part is within half a point of its share of the whole."""
        self.rule({part: 1, whole: -(points - 0.5) / 100}, 0, np.inf)
        self.rule({part: 1, whole: -(points + 0.5) / 100}, -np.inf, 0)

    def solve(self):
        """A function that gives the span of an unknown, None where rules contradict."""
        size = len(self.names)
        matrix = np.zeros((len(self.rules), size))
        for row, (terms, _, _) in enumerate(self.rules):
            for index, factor in terms.items():
                matrix[row, index] = factor
        _, lows, highs = zip(*self.rules, strict=True)
        rules = LinearConstraint(matrix, lows, highs)

        def span(index):
            ends = []
            for sign in (1, -1):
                goal = np.zeros(size)
                goal[index] = sign
                found = milp(
                    goal,
                    constraints=rules,
                    bounds=Bounds(0, np.inf),
                    integrality=np.ones(size),
                )
                if found.fun is None:
                    return None
                ends.append(round(sign * found.fun))
            return ends[1] - ends[0]

        return span


def add_code(system, version, code, values, equal):
    """Bases, shares and answers of one code in one breakdown."""
    for value, rows in values.items():
        n = system.unknown(version, code, value, "n")
        first = rows.get("favourable") or rows["respondents"]
        if first["status"] not in ("", "u"):
            continue
        base = int(first["n"])
        blur = 2 if value else 0
        system.rule({n: 1}, max(FEWEST, base - blur), base + blur)
        if "respondents" in rows and value:
            whole = system.unknown(version, code, "", "n")
            system.share(n, whole, int(first["estimate"]))
        elif "favourable" in rows and equal:
            part = system.unknown(version, code, value, "favourable")
            system.share(part, n, int(first["estimate"]))
            add_answers(system, (version, code, value), rows)
    kinds = {name[3] for name in system.names if name[:2] == (version, code)}
    for kind in kinds:
        terms = {
            system.unknown(version, code, value, kind): 1 for value in values if value
        }
        terms[system.unknown(version, code, "", kind)] = -1
        system.rule(terms, 0, 0)
    for value in values:
        add_layers(system, version, code, value, kinds)


def add_answers(system, place, rows):
    for measure, row in rows.items():
        if measure.startswith("answer_"):
            asked = system.unknown(*place, "asked")
            part = system.unknown(*place, measure)
            system.share(part, asked, int(row["estimate"]))


def add_layers(system, version, code, value, kinds):
    """Favourable ≤ answers of the scale ≤ people asked."""
    n = system.unknown(version, code, value, "n")
    if "favourable" in kinds:
        part = system.unknown(version, code, value, "favourable")
        system.rule({part: 1, n: -1}, -np.inf, 0)
    if "asked" in kinds:
        asked = system.unknown(version, code, value, "asked")
        system.rule({n: 1, asked: -1}, -np.inf, 0)
        answers = [kind for kind in kinds if kind.startswith("answer_")]
        terms = {system.unknown(version, code, value, kind): 1 for kind in answers}
        system.rule(terms | {asked: -1}, 0, 0)


def add_ceilings(system, version, code, values, sample):
    """Nobody answers who did not take part."""
    for value in values:
        members = [value] if value in sample else value.split(JOIN)
        if set(members) <= set(sample):
            terms = {
                system.unknown(version, "S", member, "n"): -1 for member in members
            }
            kind = "asked" if (version, code, value, "asked") in system.names else "n"
            terms[system.unknown(version, code, value, kind)] = 1
            system.rule(terms, -np.inf, 0)


def narrow(texts, codebook="", span=5):
    """Suppressed parts of the files that are known to within less than the span."""
    versions, factors = [told(text) for text in texts], factors_of(codebook)
    found = []
    for group, breakdown in {place for version in versions for place in version}:
        tables = [v.get((group, breakdown), {}) for v in versions]
        for code in sorted({code for table in tables for code in table}):
            for equal in (True, False):
                found += [
                    (group, code, breakdown, *name[2:], width)
                    for name, width in widths(tables, code, equal)
                    if width < span
                ]
        found += from_factors(group, breakdown, tables, factors, span)
    return found


def widths(tables, code, equal):
    """(name, span) of what the tables hide of a code, where the rules agree."""
    system, asked = System(), []
    for number, table in enumerate(tables):
        if code in table and shows_total(table[code]):
            asked += enter(system, number, code, table, equal)
    join_versions(system, code, len(tables))
    solve = system.solve() if asked else None
    for name in asked:
        width = solve(system.names[name])
        if width is not None:
            yield name, width


def shows_total(values):
    return "" in values and next(iter(values[""].values()))["status"] in ("", "u")


def enter(system, number, code, table, equal):
    """Put one table into the system; the names of what it hides."""
    sample = table["S"]
    add_code(system, number, "S", sample, equal)
    if code != "S":
        add_code(system, number, code, table[code], equal)
        add_ceilings(system, number, code, table[code], sample)
    parts = [value for value in table[code] if value]
    hidden = [v for v in parts if next(iter(table[code][v].values()))["status"] == "c"]
    is_told = equal and code != "S" and set(hidden) != set(parts)
    kinds = ["n", "favourable"] if is_told else ["n"]
    return [(number, code, value, kind) for value in hidden for kind in kinds]


def join_versions(system, code, count):
    """The same people answered, but for those who came or went: nothing is assumed.

    A part that one version hides and another shows has the number of the one shown.
    """
    for number in range(1, count):
        for name, index in list(system.names.items()):
            earlier = (0, *name[1:])
            if name[0] == number and name[1] == code and earlier in system.names:
                system.rule({index: 1, system.names[earlier]: -1}, -FEWEST, FEWEST)


def from_factors(group, breakdown, tables, factors, span):
    """Questions worked out as what a factor says beyond its other questions.

    Where all answered everything, the favourable answers of the questions add up to
    those of the factor times their number.
    """
    found = []
    for table in tables:
        for factor in sorted(set(factors.values()) & table.keys()):
            codes = [c for c in table if factors.get(c) == factor]
            for value in table[factor]:
                hidden = [c for c in codes if is_hidden(table, c, value)]
                told_whole = not is_hidden(table, factor, value)
                if (told_whole and len(hidden) == 1) or (not told_whole and not hidden):
                    found.append((group, *(hidden or [factor]), breakdown, value))
    return found


def is_hidden(table, code, value):
    rows = table[code].get(value)
    return rows is not None and next(iter(rows.values()))["status"] == "c"
