"""One decision for every cell of a version, read by every page and every file."""

from surveys.collapse import added, factor_of, is_told, joined_parts, name_of
from surveys.disclosure import Table, audit, is_heavy, protect
from surveys.distribution import grouping, with_rest
from surveys.keys import SAMPLE, Earlier, nameless, split
from surveys.tally import empty_measure
from surveys.telling import (
    told_across,
    told_beside_sample,
    told_by_factors,
    told_by_sample,
)


def partitions(counts, breakdown):
    """The parts of a breakdown; who gave no value of it is a part that has no name."""
    inner = [key for key in counts if key]
    rest = counts[""] - sum(counts[key] for key in inner)
    if inner and rest:
        counts[nameless(breakdown)] = rest
        inner.append(nameless(breakdown))
    return [("", inner)]


class GroupDecisions:
    """The hidden cells of one group: {(code, key): rule}, and what the audit says.

    `joins` are the parts that go together: {(factor, breakdown): {key: its members}}.
    `earlier` is what published versions hid and joined, which stays so.
    """

    def __init__(self, cells, questions, minimum, earlier=None):
        self.cells, self.minimum = cells, minimum
        self.earlier = earlier or Earlier()
        self.questions = {question.code: question for question in questions}
        self.codes = sorted(cells[""]["measures"])
        self.breakdowns = sorted({split(key)[0] for key in cells if key})
        self.told, self.solved = {}, {}
        while told := self.run():
            self.told = dict.fromkeys(told, "C3") | self.told_of_sample()
        self.group_answers()

    def run(self):
        """Decide everything; the parts whose size tells what a question hides of them."""
        self.hidden, self.findings, self.groupings, self.joins = {}, {}, {}, {}
        for breakdown in self.breakdowns or [""]:
            self.decide(SAMPLE, breakdown)
            self.join(breakdown)
        self.measures = {code: self.measures_of(code) for code in self.codes}
        self.settle()
        return told_by_sample(self)

    def told_of_sample(self):
        return {key: rule for key, rule in self.told.items() if key[0] == SAMPLE}

    def keys_of(self, breakdown):
        return [key for key in sorted(self.cells) if key and split(key)[0] == breakdown]

    def factor_of(self, code):
        return factor_of(code, self.questions)

    def factors(self):
        """{factor: its questions}, where there are figures of the factor itself."""
        found = {}
        for code in self.codes:
            if code in self.questions:
                found.setdefault(f"F{self.factor_of(code)}", []).append(code)
        return {factor: own for factor, own in found.items() if factor in self.codes}

    def members(self, code, key):
        """The parts of the sample that a part of a code consists of."""
        joins = self.joins.get((self.factor_of(code), split(key)[0]), {})
        return joins.get(key, [key])

    def size(self, key):
        """How many people took part, those who named no part included."""
        if key in self.cells:
            return self.cells[key]["size"]
        named = sum(self.cells[k]["size"] for k in self.keys_of(split(key)[0]))
        return self.cells[""]["size"] - named

    def join(self, breakdown):
        """P2, factor by factor, among the parts that the sample shows."""
        keys = [k for k in self.keys_of(breakdown) if (SAMPLE, k) not in self.hidden]
        for factor in sorted({self.factor_of(code) for code in self.codes}):
            own = [
                self.questions[code]
                for code in self.codes
                if code in self.questions and self.factor_of(code) == factor
            ]
            already = self.earlier.joins.get((factor, breakdown), [])
            open_keys = [key for key in keys if not self.was_hidden(own, key)]
            for part in joined_parts(self.cells, open_keys, own, self.minimum, already):
                joins = self.joins.setdefault((factor, breakdown), {})
                joins[name_of(breakdown, part)] = part

    def was_hidden(self, questions, key):
        return any((q.code, key) in self.earlier.hidden for q in questions)

    def measures_of(self, code):
        """{key: sums} of the parts as they are shown, joined or not."""
        found = {
            key: cell["measures"].get(code) or empty_measure()
            for key, cell in self.cells.items()
        }
        for breakdown in self.breakdowns:
            joins = self.joins.get((self.factor_of(code), breakdown), {})
            for key, members in joins.items():
                found[key] = added(found.pop(member) for member in members)
        return found

    def parts(self, code, breakdown):
        """The sums of the whole group and of its parts in one breakdown."""
        found = self.measures[code]
        keys = ["", *(k for k in sorted(found) if k and split(k)[0] == breakdown)]
        return {key: found[key] for key in keys}

    def table(self, code, breakdown):
        """The counts of one measure in one breakdown, with its layers."""
        if code == SAMPLE:
            keys = ["", *self.keys_of(breakdown)]
            counts = {key: self.cells[key]["size"] for key in keys}
            return Table(counts, partitions(counts, breakdown))
        parts = self.parts(code, breakdown)
        counts = {key: measure["n"] for key, measure in parts.items()}
        favourable = {key: measure["s"] for key, measure in parts.items()}
        others = {key: counts[key] - favourable[key] for key in counts}
        table = Table(counts, partitions(counts, breakdown))
        table.layers = [with_rest(layer, counts) for layer in (favourable, others)]
        return table

    def forced(self, code, table):
        """What is hidden whatever its count."""
        rules = {}
        for key, n in table.counts.items():
            if (code, key) in self.earlier.hidden:
                rules[key] = "V1"
            elif (SAMPLE, key) in self.hidden and code != SAMPLE:
                rules[key] = "C1"
            elif (code, key) in self.told:
                rules[key] = "C3"
            if code != SAMPLE and n and key in self.measures[code]:
                rules |= self.forced_by_answers(code, key)
        return rules

    def forced_by_answers(self, code, key):
        measure, question = self.measures[code][key], self.questions.get(code)
        if question and question.is_sensitive and key and is_told(measure, question):
            return {key: "P2"}
        return {key: "P3"} if is_heavy(measure["max_w"], measure["w"]) else {}

    def decide(self, code, breakdown):
        table = self.table(code, breakdown)
        rules = self.forced(code, table)
        if "" in rules or table.counts[""] < self.minimum:
            hidden = dict.fromkeys(table.counts, "C1") | rules
            found = []
        else:
            hidden = protect(table, rules, self.minimum)
            found = audit(table, hidden)
        self.findings[code, breakdown] = found
        for key in table.counts:
            self.hidden.pop((code, key), None)
        self.hidden |= {(code, key): rule for key, rule in hidden.items()}

    def settle(self):
        """Decide each table, and again those in which a factor tells of a question."""
        waiting = {(c, b) for c in self.codes for b in self.breakdowns or [""]}
        while waiting:
            for code, breakdown in sorted(waiting):
                self.decide(code, breakdown)
            told = dict.fromkeys(told_by_factors(self), "C3")
            told = told or dict.fromkeys(told_across(self), "C3")
            told = told or dict.fromkeys(told_beside_sample(self), "C3")
            self.told |= told
            waiting = {
                (code, breakdown)
                for code, key in told
                for breakdown in ([split(key)[0]] if key else self.breakdowns or [""])
            }

    def group_answers(self):
        """How finely the answers of each question are published, part by part."""
        for code in self.codes:
            for breakdown in self.breakdowns if code in self.questions else []:
                table = self.table(code, breakdown)
                hidden = {k for k in table.counts if (code, k) in self.hidden}
                self.groupings[code, breakdown] = grouping(
                    self.parts(code, breakdown), table, hidden, self.questions[code]
                )


def round_half_up(share):
    """A share in whole points."""
    return int(share * 100 + 0.5)


def round_points(difference):
    """A difference in whole points, halves away from zero."""
    return int(abs(difference) * 100 + 0.5) * (1 if difference >= 0 else -1)


def round_base(n):
    """A base of a breakdown: to the next five."""
    return (n + 2) // 5 * 5
