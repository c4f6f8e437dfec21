"""P2: parts of a sensitive question that answered nearly alike are joined with others.

The parts are joined for the whole factor, its other questions included: the factor is
the mean of its questions, and would tell apart what one of them joins.
"""

from surveys.disclosure import is_alike, is_heavy
from surveys.tally import SUMS, empty_measure

JOIN, LONGEST = " + ", 250


def factor_of(code, questions):
    """F3 and O03_1 belong to factor 3."""
    return questions[code].factor if code in questions else int(code[1:])


def added(measures):
    """The sums of several parts as those of one."""
    total = empty_measure()
    for measure in measures:
        for name in SUMS:
            total[name] += measure[name]
        total["max_w"] = max(total["max_w"], measure["max_w"])
        for answer, (count, weight) in measure["answers"].items():
            kept = total["answers"].setdefault(answer, [0, 0])
            kept[0] += count
            kept[1] += weight
    return total


def categories(measure, question):
    """The share of each answer, and of the favourable among those of the scale."""
    total = sum(weight for _, weight in measure["answers"].values())
    shares = [measure["answers"].get(a, [0, 0])[1] / total for a in question.answers]
    share = measure["ws"] / measure["w"]
    return [*shares, share, 1 - share]


def is_told(measure, question):
    """Whether few people gave nearly all the same answer."""
    n = measure["n"]
    return n > 0 and is_alike(categories(measure, question), n)


def name_of(breakdown, members):
    """region=Gao + Kayes, from the keys of the parts that are joined."""
    values = JOIN.join(sorted(key.partition("=")[2] for key in members))
    if len(values) > LONGEST:
        values = values[: LONGEST - 1] + "…"
    return f"{breakdown}={values}"


class Joining:
    """Joins the parts of one breakdown until no sensitive question tells of a few."""

    def __init__(self, cells, keys, sensitive, minimum):
        self.cells, self.sensitive, self.minimum = cells, sensitive, minimum
        self.parts = [frozenset([key]) for key in keys]

    def measure(self, part, question):
        found = [self.cells[key]["measures"].get(question.code) for key in part]
        return added(measure for measure in found if measure)

    def may_join(self, part):
        """What is hidden anyway needs no joining, and would be told by it."""
        measures = [self.measure(part, question) for question in self.sensitive]
        return all(
            m["n"] >= self.minimum and not is_heavy(m["max_w"], m["w"])
            for m in measures
        )

    def size(self, part):
        return sum(self.cells[key]["size"] for key in part), sorted(part)

    def told(self, parts):
        return [
            part
            for part in parts
            if any(is_told(self.measure(part, q), q) for q in self.sensitive)
        ]

    def join(self, *parts):
        self.parts = [part for part in self.parts if part not in parts]
        self.parts.append(frozenset().union(*parts))

    def joined(self, already):
        """The joined parts; none where all would become one."""
        for members in already:
            touched = [part for part in self.parts if part & members]
            if len(touched) > 1:
                self.join(*touched)
        before = self.parts
        while len(open_parts := list(filter(self.may_join, self.parts))) > 1:
            alike = self.told(open_parts)
            if not alike:
                return [part for part in self.parts if len(part) > 1]
            one = min(alike, key=self.size)
            other = min((p for p in open_parts if p != one), key=self.size)
            self.join(one, other)
        if self.told(open_parts) or len(self.parts) == 1:
            self.parts = before
        return [part for part in self.parts if len(part) > 1]


def joined_parts(cells, keys, questions, minimum, already=()):
    """Sets of keys that go together in one factor and breakdown."""
    sensitive = [q for q in questions if q.is_sensitive]
    if not sensitive and not already:
        return []
    return Joining(cells, keys, sensitive, minimum).joined(already)
