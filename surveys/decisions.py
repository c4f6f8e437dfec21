"""One decision for every cell of a version, read by every page and every file."""

from surveys.collapse import added, factor_of, is_told, joined_parts, name_of
from surveys.disclosure import SPAN, Table, audit, is_heavy, protect, smallest
from surveys.distribution import grouping
from surveys.feasible import simple_ranges
from surveys.keys import SAMPLE, Earlier, split
from surveys.tally import empty_measure


def partitions(counts):
    """The parts of a breakdown; who gave no value of it is a part that has no name."""
    inner = [key for key in counts if key]
    rest = counts[""] - sum(counts[key] for key in inner)
    if inner and rest:
        counts["="] = rest
        inner.append("=")
    return [("", inner)]


def complete_layers(table):
    """Give the layers the part without a value, so that they add up too."""
    for layer in table.layers:
        if "=" in table.counts:
            layer["="] = layer[""] - sum(n for key, n in layer.items() if key)


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
        self.told = {}
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
        return sorted(set(self.told_by_sample()))

    def told_of_sample(self):
        return {key: rule for key, rule in self.told.items() if key[0] == SAMPLE}

    def keys_of(self, breakdown):
        return [key for key in sorted(self.cells) if key and split(key)[0] == breakdown]

    def factor_of(self, code):
        return factor_of(code, self.questions)

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
            return Table(counts, partitions(counts))
        parts = self.parts(code, breakdown)
        counts = {key: measure["n"] for key, measure in parts.items()}
        favourable = {key: measure["s"] for key, measure in parts.items()}
        others = {key: counts[key] - favourable[key] for key in counts}
        table = Table(counts, partitions(counts), layers=[favourable, others])
        complete_layers(table)
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
            told = dict.fromkeys(self.told_by_factors(), "C3")
            self.told |= told
            waiting = {
                (code, breakdown)
                for code, key in told
                for breakdown in ([split(key)[0]] if key else self.breakdowns or [""])
            }

    def told_by_factors(self):
        """C3: cells to hide because a factor is the mean of its questions."""
        by_factor = {}
        for code in self.codes:
            by_factor.setdefault(self.factor_of(code), []).append(code)
        for factor, codes in by_factor.items():
            if f"F{factor}" in codes:
                questions = [code for code in codes if code in self.questions]
                for key in self.measures[f"F{factor}"]:
                    yield from self.told_in(f"F{factor}", questions, key)

    def told_in(self, factor, questions, key):
        """The smallest question still shown where the hidden ones are too narrow."""
        hidden = [code for code in questions if (code, key) in self.hidden]
        is_hidden = (factor, key) in self.hidden
        if (is_hidden and hidden) or (not is_hidden and not self.narrow(hidden, key)):
            return
        counts = {code: self.measures[code][key]["n"] for code in questions}
        shown = [code for code in questions if code not in hidden]
        one = smallest(Table(counts, []), shown) or factor
        if (one, key) not in self.hidden:
            yield one, key

    def narrow(self, codes, key):
        """Whether the sum of these hidden questions leaves one of them too narrow."""
        measures = {code: self.measures[code][key] for code in codes}
        tops = {code: measure["n"] for code, measure in measures.items()}
        favourable = round(sum(measure["s"] for measure in measures.values()))
        for total in (favourable, sum(tops.values()) - favourable):
            system = [(dict.fromkeys(codes, 1), total)] if codes else []
            if any(r.span < SPAN for r in simple_ranges(system, tops).values()):
                return True
        return False

    def told_by_sample(self):
        """C3: parts to hide in the sample too, which is no smaller than any question."""
        sizes = {}
        for breakdown in self.breakdowns:
            sizes |= self.sizes_shown(breakdown)
        for code, key in self.hidden:
            if code == SAMPLE or not key or (code, "") in self.hidden:
                continue
            joins = self.joins.get((self.factor_of(code), split(key)[0]), {})
            members = joins.get(key, [key])
            if all(member in sizes for member in members):
                silent = self.cells[""]["size"] - self.measures[code][""]["n"]
                if sum(sizes[member] for member in members) + silent < SPAN:
                    yield from ((SAMPLE, member) for member in members)

    def sizes_shown(self, breakdown):
        """How wide the rounded size of each shown part is, its sum with others known."""
        keys = self.keys_of(breakdown)
        shown = [key for key in keys if (SAMPLE, key) not in self.hidden]
        bases = {key: round_base(self.cells[key]["size"]) for key in shown}
        lows = {key: max(self.minimum, base - 2) for key, base in bases.items()}
        highs = {key: base + 2 for key, base in bases.items()}
        whole = self.cells[""]["size"]
        found = {}
        for key in shown:
            low, high = lows[key], highs[key]
            if len(shown) == len(keys):
                low = max(low, whole - sum(highs.values()) + highs[key])
                high = min(high, whole - sum(lows.values()) + lows[key])
            found[key] = high - low
        return found

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
