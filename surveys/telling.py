"""C3: what one published table tells of another, as (code, part) still to be hidden.

The sample tells how many could answer a question, and a factor is the mean of its
questions. As everywhere in the audit, whoever reads is taken to know what is shown to
the last person: rounded bases, shares and intervals together nearly tell it.
"""

from surveys.disclosure import SPAN, Table, smallest
from surveys.feasible import ranges, simple_ranges
from surveys.keys import SAMPLE, split


def told_by_factors(decided):
    """Questions worked out from their factor, or a factor from its questions."""
    for factor, questions in decided.factors().items():
        for key in decided.measures[factor]:
            yield from told_in(decided, factor, questions, key)


def told_in(decided, factor, questions, key):
    """The smallest question still shown where the hidden ones are too narrow."""
    hidden = [code for code in questions if (code, key) in decided.hidden]
    is_hidden = (factor, key) in decided.hidden
    if (is_hidden and hidden) or (not is_hidden and not narrow(decided, hidden, key)):
        return
    one = next_beside(decided, factor, questions, key)
    if (one, key) not in decided.hidden:
        yield one, key


def next_beside(decided, factor, questions, key):
    """The smallest question that a part still shows, the factor after the last."""
    counts = {code: decided.measures[code][key]["n"] for code in questions}
    shown = [code for code in questions if (code, key) not in decided.hidden]
    return smallest(Table(counts, []), shown) or factor


def narrow(decided, codes, key):
    """Whether the sum of these hidden questions leaves one of them too narrow."""
    measures = {code: decided.measures[code][key] for code in codes}
    tops = {code: measure["n"] for code, measure in measures.items()}
    favourable = round(sum(measure["s"] for measure in measures.values()))
    for total in (favourable, sum(tops.values()) - favourable):
        system = [(dict.fromkeys(codes, 1), total)] if codes else []
        if any(r.span < SPAN for r in simple_ranges(system, tops).values()):
            return True
    return False


def told_across(decided):
    """Questions that their sum in each part and over the parts tell together.

    Each line may leave its cells wide where all lines at once do not.
    """
    for factor, questions in decided.factors().items():
        for breakdown in decided.breakdowns:
            grid = Grid(decided, factor, questions, breakdown)
            for code, key in exposed(decided, grid):
                cell = None
                if key in decided.measures[code]:
                    cell = next_beside(decided, factor, questions, key), key
                if cell is None or cell in decided.hidden:
                    cell = grid.next_part(code)
                yield cell


def exposed(decided, grid):
    """What a grid exposes, solved once however often it is asked."""
    if grid.fingerprint not in decided.solved:
        decided.solved[grid.fingerprint] = list(grid.exposed())
    return decided.solved[grid.fingerprint]


class Grid:
    """The questions of a factor by the parts of a breakdown, in whole answers."""

    def __init__(self, decided, factor, questions, breakdown):
        tables = {code: decided.table(code, breakdown) for code in questions}
        columns = {
            (code, ""): [(code, key) for key in table.partitions[0][1]]
            for code, table in tables.items()
        }
        self.columns = [(t, c) for t, c in columns.items() if t not in decided.hidden]
        self.cells = [cell for inner in columns.values() for cell in inner]
        self.hidden = {cell for cell in self.cells if cell in decided.hidden}
        self.rows = [
            ((factor, key), [(code, key) for code in questions])
            for key in tables[questions[0]].partitions[0][1]
            if split(key)[1] and (factor, key) not in decided.hidden
        ]
        self.tops = self.layer(tables, lambda table: table.counts)
        self.layers = [
            self.layer(tables, lambda table: table.layers[0]),
            self.layer(tables, lambda table: table.layers[1]),
        ]

    @property
    def fingerprint(self):
        """What decides the answer: the cells, and which of them and of the rows hide."""
        rows = [total for total, _ in self.rows]
        return tuple(self.cells), frozenset(self.hidden), tuple(rows)

    def layer(self, tables, counts):
        found = {
            (code, key): round(n)
            for code, table in tables.items()
            for key, n in counts(table).items()
        }
        return found | {
            total: sum(found[cell] for cell in inner) for total, inner in self.rows
        }

    def next_part(self, code):
        """What to hide for those who named no part: another part, else its factor."""
        counts = {cell: self.tops[cell] for cell in self.cells if cell[0] == code}
        shown = [cell for cell in counts if cell not in self.hidden]
        return smallest(Table(counts, []), shown) or self.rows[0][0]

    def exposed(self):
        """Hidden cells that rows and columns together narrow below the span."""
        if not any(self.hidden & set(inner) for _, inner in self.rows):
            return
        for counts in self.layers:
            alone = ranges(counts, self.columns, self.hidden, self.tops)
            both = ranges(counts, self.columns + self.rows, self.hidden, self.tops)
            for cell in sorted(both):
                span = both[cell].span
                if span < SPAN and (cell not in alone or span < alone[cell].span):
                    yield cell


def told_by_sample(decided):
    """The part to hide everywhere next: the sample tells how many gave what hides there.

    One at a time, what hides for its own sake first: of those that hide beside it, some
    may then be shown.
    """
    told = min(
        told_sizes(decided),
        key=lambda told: (decided.hidden[told[:2]][0] == "C", told[3], told[:2]),
        default=None,
    )
    return [(SAMPLE, member) for member in decided.members(*told[:2])] if told else []


def told_beside_sample(decided):
    """Parts to hide beside those of a question, where enough people were silent."""
    for code, _, beside, _ in told_sizes(decided):
        if beside:
            yield code, beside


def told_sizes(decided):
    """(code, hidden part, the part to hide beside or nothing, people).

    Only who took part and gave no answer blurs what the sample tells of a base.
    """
    for code in decided.codes:
        for breakdown in decided.breakdowns:
            if (code, "") not in decided.hidden:
                yield from told_sizes_of(decided, code, breakdown)


def told_sizes_of(decided, code, breakdown):
    counts = decided.table(code, breakdown).counts
    sizes = {k: sum(map(decided.size, decided.members(code, k))) for k in counts}
    hidden = [key for key in counts if (code, key) in decided.hidden]
    shown = [key for key in counts if key and key not in hidden]
    is_silent = sizes[""] - counts[""] >= SPAN
    beside = smallest(Table(counts, []), shown) if is_silent else None
    silent = sum(sizes[key] - counts[key] for key in hidden)
    held = sum(counts[key] for key in hidden)
    for key in hidden:
        members = decided.members(code, key)
        span = min(sizes[key], held) - max(0, sizes[key] - silent)
        if span < SPAN and not any((SAMPLE, m) in decided.hidden for m in members):
            yield code, key, beside, sizes[key]
