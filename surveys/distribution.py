"""The published share of each answer, as finely as the audit allows."""

from surveys.codebook import DONT_KNOW, REFUSED
from surveys.disclosure import Table, audit
from surveys.keys import split

APART = "-".join((DONT_KNOW, REFUSED))


def every_answer(question):
    return [[answer] for answer in question.answers]


def both_ends(question):
    """Disagree, neither, agree, and no answer: 1-2, 3, 4-5, NSP-REFUS."""
    scale = [str(step) for step in range(1, question.scale + 1)]
    middle = [[answer] for answer in scale[2:-2]]
    return [scale[:2], *middle, scale[-2:], [DONT_KNOW, REFUSED]]


def asked(measure):
    return sum(count for count, _ in measure["answers"].values())


def given(measure, answers):
    return sum(measure["answers"].get(answer, [0, 0])[0] for answer in answers)


def with_rest(counts, keys):
    """A count of each part, and of those who stand in none."""
    for key in keys:
        if key and not split(key)[1]:
            counts[key] = counts[""] - sum(n for part, n in counts.items() if part)
    return counts


def grouping(measures, table, hidden, question):
    """The finest groups of answers that tell nothing of a hidden part; None if none."""
    if not hidden:
        return every_answer(question)
    for groups in (every_answer(question), both_ends(question)):
        layers = [
            with_rest({k: given(m, group) for k, m in measures.items()}, table.counts)
            for group in groups
        ]
        counts = with_rest({k: asked(m) for k, m in measures.items()}, table.counts)
        if not audit(Table(counts, table.partitions, layers), hidden):
            return groups
    return None


def shares(measure, groups):
    """{answer or answers: weighted share} of one cell."""
    total = sum(weight for _, weight in measure["answers"].values())
    return {
        "-".join(group): sum(measure["answers"].get(a, [0, 0])[1] for a in group)
        / total
        for group in groups
    }
