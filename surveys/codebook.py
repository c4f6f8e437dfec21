"""The codebook of a wave: what was asked, of whom, on which scale."""

import re
from dataclasses import asdict, dataclass

from surveys.problems import Problem

OFFICIALS, PRIVATE = "officials", "private"
GROUPS = (OFFICIALS, PRIVATE)
DONT_KNOW, REFUSED = "NSP", "REFUS"
COLUMNS = (
    "code",
    "group",
    "factor",
    "scale",
    "reversed",
    "sensitive",
    "comparable_since",
    "wording_fr",
    "wording_en",
)
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")


@dataclass(frozen=True)
class Item:
    """One question."""

    code: str
    group: str
    factor: int
    scale: int
    is_reversed: bool
    is_sensitive: bool
    comparable_since: int
    wording_fr: str
    wording_en: str

    def turned(self, answer):
        """The answer on the scale where more is better."""
        return self.scale + 1 - answer if self.is_reversed else answer

    def is_favourable(self, answer):
        """4–5 of 5, 3–4 of 4, once a reversed item is turned."""
        return self.turned(answer) >= self.scale - 1

    @property
    def answers(self):
        return [str(a) for a in range(1, self.scale + 1)] + [DONT_KNOW, REFUSED]

    def as_dict(self):
        return asdict(self)


CHECKS = {
    "code": (CODE.fullmatch, "code"),
    "group": (GROUPS.__contains__, "group"),
    "factor": (re.compile(r"[1-9]|10").fullmatch, "factor"),
    "scale": (re.compile(r"[45]").fullmatch, "scale"),
    "reversed": (re.compile(r"[01]").fullmatch, "flag"),
    "sensitive": (re.compile(r"[01]").fullmatch, "flag"),
    "comparable_since": (re.compile(r"(19|20)\d\d").fullmatch, "year"),
}


def read_codebook(rows):
    """The items of a codebook file and what is wrong in it."""
    rows = iter(rows)
    _, header = next(rows, (1, []))
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        return [], [Problem(1, column, "header_missing") for column in missing]
    items, problems, seen = [], [], set()
    for number, cells in rows:
        row = dict(zip(header, cells, strict=False))
        found = list(wrong_cells(number, row))
        if row.get("code") in seen:
            found.append(Problem(number, "code", "code_twice", row["code"]))
        seen.add(row.get("code"))
        problems += found
        if not found:
            items.append(item_of(row))
    if not items and not problems:
        problems.append(Problem(1, "", "empty"))
    return items, problems


def wrong_cells(number, row):
    for column in COLUMNS:
        value = row.get(column, "")
        if not value:
            yield Problem(number, column, "required")
        elif column in CHECKS:
            is_right, rule = CHECKS[column]
            if not is_right(value):
                yield Problem(number, column, rule, value)


def item_of(row):
    return Item(
        code=row["code"],
        group=row["group"],
        factor=int(row["factor"]),
        scale=int(row["scale"]),
        is_reversed=row["reversed"] == "1",
        is_sensitive=row["sensitive"] == "1",
        comparable_since=int(row["comparable_since"]),
        wording_fr=row["wording_fr"],
        wording_en=row["wording_en"],
    )
