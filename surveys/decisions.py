"""One decision for every cell of a version, read by every page and every file."""

from surveys.codebook import DONT_KNOW, REFUSED
from surveys.disclosure import (
    Table,
    audit,
    is_alike,
    is_heavy,
    protect,
)
from surveys.estimates import SMALL_SAMPLE

SAMPLE = "S"


def split(key):
    """("sex", "F") of "sex=F"; ("", "") of the whole group."""
    name, _, value = key.partition("=")
    return name, value


def table_of(cells, code, breakdown):
    """The counts of one measure in one breakdown, with its layers."""
    keys = ["", *(key for key in sorted(cells) if split(key)[0] == breakdown)]
    if code == SAMPLE:
        counts = {key: cells[key]["size"] for key in keys}
        return Table(counts, partitions(counts))
    measures = {key: cells[key]["measures"].get(code) for key in keys}
    counts = {key: m["n"] if m else 0 for key, m in measures.items()}
    favourable = {key: m["s"] if m else 0 for key, m in measures.items()}
    others = {key: counts[key] - favourable[key] for key in keys}
    return Table(counts, partitions(counts), layers=[favourable, others])


def partitions(counts):
    """The parts of a breakdown; who gave no value of it is a part that has no name."""
    inner = [key for key in counts if key]
    rest = counts[""] - sum(counts[key] for key in inner)
    if inner and rest:
        counts["="] = rest
        inner.append("=")
    return [("", inner)]


def forced(cells, code, table, question):
    """P2 and P3: what is hidden whatever its count."""
    rules = {}
    for key, n in table.counts.items():
        if code == SAMPLE or not n or key not in cells:
            continue
        measure = cells[key]["measures"][code]
        if is_heavy(measure["max_w"], measure["w"]):
            rules[key] = "P3"
        share = measure["ws"] / measure["w"]
        if question and question.is_sensitive and is_alike([share, 1 - share], n):
            rules[key] = "P2"
    return rules


def complete_layers(table):
    """Give the layers the part without a value, so that they add up too."""
    for layer in table.layers:
        if "=" in table.counts:
            layer["="] = layer[""] - sum(n for key, n in layer.items() if key)


class GroupDecisions:
    """The hidden cells of one group: {(code, key): rule}, and what the audit says."""

    def __init__(self, cells, questions, minimum, earlier):
        self.cells, self.minimum, self.earlier = cells, minimum, earlier
        self.questions = {question.code: question for question in questions}
        self.hidden, self.findings = {}, []
        self.breakdowns = sorted({split(key)[0] for key in cells if key})
        codes = sorted(cells[""]["measures"])
        for code in [SAMPLE, *codes]:
            for breakdown in self.breakdowns or [""]:
                self.decide(code, breakdown)

    def decide(self, code, breakdown):
        table = table_of(self.cells, code, breakdown)
        complete_layers(table)
        rules = forced(self.cells, code, table, self.questions.get(code))
        for key in table.counts:
            if (code, key) in self.earlier:
                rules.setdefault(key, "V1")
            if (SAMPLE, key) in self.hidden:
                rules.setdefault(key, "C1")
        if "" in rules or table.counts[""] < self.minimum:
            hidden = dict.fromkeys(table.counts, "C1") | rules
        else:
            hidden = protect(table, rules, self.minimum)
        self.findings += [(code, f) for f in audit(table, hidden) if "" not in hidden]
        for key, rule in hidden.items():
            self.hidden[code, key] = rule


def shares(measure, question, base):
    """The published distribution of a whole group, in whole points."""
    total = sum(weight for _, weight in measure["answers"].values())
    by_answer = {
        answer: measure["answers"].get(answer, [0, 0])[1] / total
        for answer in [
            *(str(a) for a in range(1, question.scale + 1)),
            DONT_KNOW,
            REFUSED,
        ]
    }
    if question.is_sensitive and base < SMALL_SAMPLE and max(by_answer.values()) >= 0.9:
        return None
    return {answer: round_half_up(share) for answer, share in by_answer.items()}


def round_half_up(share):
    """A share in whole points."""
    return int(share * 100 + 0.5)


def round_points(difference):
    """A difference in whole points, halves away from zero."""
    return int(abs(difference) * 100 + 0.5) * (1 if difference >= 0 else -1)


def round_base(n):
    """A base of a breakdown: to the next five."""
    return (n + 2) // 5 * 5
