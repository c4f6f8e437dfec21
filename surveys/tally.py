"""Respondent rows become sums, in memory; the rows are dropped as they are read.

What is kept of a cell is what its estimates need: n, Σs, Σw, Σw², Σws, Σw²s, Σw²s²,
the sum of rescaled items, the largest weight and the counts by answer.
"""

from collections import defaultdict
from operator import itemgetter

from surveys.codebook import DONT_KNOW, GROUPS, REFUSED
from surveys.problems import Problem

MAX_WEIGHT, MAX_VALUES, MAX_LENGTH = 1000, 40, 60
MAX_PROBLEMS = 200
OPEN_STRATA = 400
# One answer in one number: items answered, favourable ones, twelfths of the scale.
FAVOURABLE, TWELFTHS = 1_000, 1_000_000
SUMS = ("n", "s", "w", "w2", "ws", "w2s", "w2s2", "wm")


def packed(item, answer):
    steps = 12 * (item.turned(answer) - 1) // (item.scale - 1)
    return 1 + FAVOURABLE * item.is_favourable(answer) + TWELFTHS * steps


def empty_measure():
    return dict.fromkeys(SUMS, 0) | {"max_w": 0, "answers": {}}


def add(measure, n, weight, score, mean):
    """Add n respondents of one weight and one score."""
    measure["n"] += n
    measure["s"] += n * score
    measure["w"] += n * weight
    measure["w2"] += n * weight**2
    measure["ws"] += n * weight * score
    measure["w2s"] += n * weight**2 * score
    measure["w2s2"] += n * weight**2 * score**2
    measure["wm"] += n * weight * mean
    measure["max_w"] = max(measure["max_w"], weight)


class Questionnaire:
    """The items of one group, ordered by factor, and where they stand in a row."""

    def __init__(self, items, header):
        self.items = sorted(items, key=lambda item: item.factor)
        positions = [header.index(item.code) for item in self.items]
        pick = itemgetter(*positions)
        self.pick = pick if len(positions) > 1 else lambda cells: (pick(cells),)
        self.maps = [self.codes(item) for item in self.items]
        factors = [item.factor for item in self.items]
        self.slices = [
            (f, factors.index(f), factors.index(f) + factors.count(f))
            for f in sorted(set(factors))
        ]

    @staticmethod
    def codes(item):
        blank = {"": 0, DONT_KNOW: 0, REFUSED: 0}
        return blank | {str(a): packed(item, a) for a in range(1, item.scale + 1)}

    def wrong(self, number, answers):
        for item, codes, answer in zip(self.items, self.maps, answers, strict=True):
            if answer not in codes:
                yield Problem(number, item.code, "answer", answer)


class Stratum:
    """Counts of respondents who share a group, their breakdown values and a weight."""

    def __init__(self, questionnaire):
        self.questionnaire = questionnaire
        self.size = 0
        self.answers = [defaultdict(int) for _ in questionnaire.items]
        self.scores = [defaultdict(int) for _ in questionnaire.slices]

    def add(self, answers, codes):
        self.size += 1
        for counter, answer in zip(self.answers, answers, strict=True):
            counter[answer] += 1
        for counter, (_, start, stop) in zip(
            self.scores, self.questionnaire.slices, strict=True
        ):
            counter[sum(codes[start:stop])] += 1

    def fold_into(self, cell, weight):
        """Add these counts to a cell of the aggregate."""
        cell["size"] += self.size
        cell["weight"] += self.size * weight
        cell["max_weight"] = max(cell["max_weight"], weight)
        measures = cell["measures"]
        self.fold_questions(measures, weight)
        for counter, (factor, start, stop) in zip(
            self.scores, self.questionnaire.slices, strict=True
        ):
            measure = measures.setdefault(f"F{factor}", empty_measure())
            for code, n in counter.items():
                answered, favourable = code % FAVOURABLE, code // FAVOURABLE % 1000
                if answered and 2 * answered >= stop - start:
                    mean = code // TWELFTHS / 12 / answered * 100
                    add(measure, n, weight, favourable / answered, mean)

    def fold_questions(self, measures, weight):
        questionnaire = self.questionnaire
        for item, codes, counter in zip(
            questionnaire.items, questionnaire.maps, self.answers, strict=True
        ):
            measure = measures.setdefault(item.code, empty_measure())
            for answer, n in counter.items():
                if answer:
                    count = measure["answers"].setdefault(answer, [0, 0])
                    count[0] += n
                    count[1] += n * weight
                if code := codes[answer]:
                    share = code // FAVOURABLE % 1000
                    add(measure, n, weight, share, code // TWELFTHS / 12 * 100)


def empty_cell():
    return {"size": 0, "weight": 0, "max_weight": 0, "measures": {}}


def cell_keys(breakdowns, values):
    yield ""
    for name, value in zip(breakdowns, values, strict=True):
        if value:
            yield f"{name}={value}"


def check_header(header, items, asked, breakdowns):
    """What is wrong with the columns of a respondents file."""
    codes = {item.code for item in asked}
    known = {item.code for item in items} | {"group", "weight", *breakdowns}
    problems = [
        Problem(1, column, "header_missing")
        for column in ["group", *breakdowns, *sorted(codes)]
        if column not in header
    ]
    for position, column in enumerate(header):
        if column in header[:position]:
            problems.append(Problem(1, column, "header_twice", column))
        elif column not in known:
            problems.append(Problem(1, column, "header_unknown", column))
    return problems


class RespondentTally:
    """Reads the rows of a respondents file once, and keeps sums alone."""

    def __init__(self, header, asked, breakdowns):
        self.header, self.breakdowns = header, breakdowns
        around = {"group", "weight", *breakdowns}
        self.groups = {}
        for group in GROUPS:
            own = [item for item in asked if item.group == group]
            if own:
                inside = around | {item.code for item in own}
                outside = [i for i, name in enumerate(header) if name not in inside]
                self.groups[group] = (Questionnaire(own, header), outside)
        self.group_at = header.index("group")
        self.weight_at = header.index("weight") if "weight" in header else None
        self.breakdown_at = [header.index(name) for name in breakdowns]
        self.values = [set() for _ in breakdowns]
        self.open, self.cells, self.problems = {}, {}, []

    def read(self, rows):
        width = len(self.header)
        for number, cells in rows:
            if len(cells) > width:
                self.problems.append(Problem(number, "", "width"))
            else:
                self.read_row(number, cells + [""] * (width - len(cells)))
            if len(self.problems) >= MAX_PROBLEMS:
                break
        self.fold()
        if not self.cells and not self.problems:
            self.problems.append(Problem(1, "", "empty"))
        return {"shape": "respondents", "groups": self.cells}, self.problems

    def read_row(self, number, cells):
        group = cells[self.group_at]
        if group not in self.groups:
            self.problems.append(Problem(number, "group", "group", group))
            return
        questionnaire, outside = self.groups[group]
        for position in outside:
            if cells[position]:
                column = self.header[position]
                self.problems.append(
                    Problem(number, column, "other_group", cells[position])
                )
        weight = self.weight_of(number, cells)
        values = tuple(cells[position] for position in self.breakdown_at)
        answers = questionnaire.pick(cells)
        try:
            codes = [m[a] for m, a in zip(questionnaire.maps, answers, strict=True)]
        except KeyError:
            self.problems += questionnaire.wrong(number, answers)
            return
        key = (group, values, weight)
        if key not in self.open:
            self.check_values(number, values)
            if len(self.open) >= OPEN_STRATA:
                self.fold()
            self.open[key] = Stratum(questionnaire)
        self.open[key].add(answers, codes)

    def weight_of(self, number, cells):
        text = "1" if self.weight_at is None else cells[self.weight_at]
        try:
            weight = float(text or "1")
        except ValueError:
            weight = 0.0
        if not 0 < weight <= MAX_WEIGHT:
            self.problems.append(Problem(number, "weight", "weight", text))
            return 1.0
        return weight

    def check_values(self, number, values):
        """A column of names or free text is not a breakdown."""
        for name, value, seen in zip(self.breakdowns, values, self.values, strict=True):
            if value in seen:
                continue
            seen.add(value)
            if len(value) > MAX_LENGTH:
                self.problems.append(Problem(number, name, "value_long", value))
            if len(seen) == MAX_VALUES + 1:
                self.problems.append(Problem(number, name, "values_many", value))

    def fold(self):
        """Bring the open strata into the cells, so that memory stays flat."""
        for (group, values, weight), stratum in self.open.items():
            cells = self.cells.setdefault(group, {})
            for key in cell_keys(self.breakdowns, values):
                stratum.fold_into(cells.setdefault(key, empty_cell()), weight)
        self.open = {}
