"""The other shape of a file: question × group × breakdown value × answer, with a count."""

from surveys.codebook import GROUPS
from surveys.problems import Problem
from surveys.tally import (
    FAVOURABLE,
    MAX_LENGTH,
    MAX_PROBLEMS,
    TWELFTHS,
    add,
    empty_cell,
    empty_measure,
    packed,
)

COLUMNS = ("question", "group", "breakdown", "value", "answer", "count")


class CountTally:
    """Reads counts; from counts alone there are figures of questions, not of factors."""

    def __init__(self, header, asked, breakdowns):
        self.header = header
        self.items = {item.code: item for item in asked}
        self.breakdowns = breakdowns
        self.counts, self.rows, self.problems = {}, {}, []

    def read(self, rows):
        for number, cells in rows:
            row = dict(zip(self.header, cells, strict=False))
            found = list(self.wrong(number, row))
            self.problems += found
            if not found:
                self.keep(number, row)
            if len(self.problems) >= MAX_PROBLEMS:
                break
        if not self.problems:
            self.problems += self.sums_that_differ()
        if not self.counts and not self.problems:
            self.problems.append(Problem(1, "", "empty"))
        groups = {} if self.problems else self.cells()
        return {"shape": "counts", "groups": groups}, self.problems

    def wrong(self, number, row):
        item = self.items.get(row.get("question"))
        group, breakdown = row.get("group", ""), row.get("breakdown", "")
        if group not in GROUPS:
            yield Problem(number, "group", "group", group)
        if item is None or item.group != group:
            yield Problem(number, "question", "code_unknown", row.get("question", ""))
        elif row.get("answer") not in item.answers:
            yield Problem(number, "answer", "answer", row.get("answer", ""))
        if breakdown and breakdown not in self.breakdowns:
            yield Problem(number, "breakdown", "breakdown", breakdown)
        if bool(breakdown) != bool(row.get("value")):
            yield Problem(number, "value", "required")
        if len(row.get("value", "")) > MAX_LENGTH:
            yield Problem(number, "value", "value_long", row["value"])
        if not (row.get("count", "").isdecimal() and row["count"].isascii()):
            yield Problem(number, "count", "count", row.get("count", ""))

    def keep(self, number, row):
        where = f"{row['breakdown']}={row['value']}" if row["breakdown"] else ""
        key = (row["group"], row["question"], row["answer"], where)
        if key in self.counts:
            self.problems.append(Problem(number, "count", "count_twice", row["count"]))
        self.counts[key] = int(row["count"])
        self.rows[key] = number

    def sums_that_differ(self):
        """Every breakdown adds up to its total, answer by answer."""
        sums, first = {}, {}
        for (group, code, answer, where), count in self.counts.items():
            if where:
                key = (group, code, answer, where.split("=")[0])
                sums[key] = sums.get(key, 0) + count
                first.setdefault(key, self.rows[group, code, answer, where])
        for (group, code, answer, name), total in sums.items():
            number = first[group, code, answer, name]
            stated = self.counts.get((group, code, answer, ""))
            if stated is None:
                yield Problem(number, "count", "no_total", str(total))
            elif stated != total:
                yield Problem(number, "count", "sum", f"{total} ≠ {stated}")

    def cells(self):
        groups = {}
        for (group, code, answer, where), count in self.counts.items():
            cell = groups.setdefault(group, {}).setdefault(where, empty_cell())
            measure = cell["measures"].setdefault(code, empty_measure())
            measure["answers"][answer] = [count, count]
            if answer.isdecimal() and count:
                one = packed(self.items[code], int(answer))
                share = one // FAVOURABLE % 1000
                add(measure, count, 1, share, one // TWELFTHS / 12 * 100)
        for cells in groups.values():
            size_up(cells)
        return groups


def size_up(cells):
    """As many took part as were asked the question that most were asked."""
    asked = {
        key: {
            code: sum(count for count, _ in measure["answers"].values())
            for code, measure in cell["measures"].items()
        }
        for key, cell in cells.items()
    }
    code = max(asked[""], key=lambda code: (asked[""][code], code))
    for key, cell in cells.items():
        cell["size"] = cell["weight"] = asked[key].get(code, 0)
        cell["max_weight"] = 1
