"""What changed between two texts: articles by id, then blocks, then words.

Two laws hold: without what was inserted the old text stands there, without what was
deleted the new one. No word of either text is lost or made up.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]|[a-z][.)])\s+|^\s*\||^\s*>")
NEAR = 0.35
BAND = 20
MAX_CELLS = 250_000

KEPT, INSERTED, DELETED = "kept", "inserted", "deleted"


@dataclass(frozen=True)
class Run:
    """Words that stay, come or go together."""

    kind: str
    words: tuple

    @property
    def text(self):
        return " ".join(self.words)


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item or a table row, in runs."""

    runs: tuple

    @property
    def is_changed(self):
        return any(run.kind != KEPT for run in self.runs)


@dataclass(frozen=True)
class Change:
    """One article from one text to the other; None where it does not exist."""

    key: str
    old_heading: str | None
    new_heading: str | None
    old_index: int | None
    new_index: int | None
    blocks: tuple
    is_moved: bool = False

    @property
    def kind(self):
        if self.old_index is None:
            return "added"
        if self.new_index is None:
            return "removed"
        if any(block.is_changed for block in self.blocks):
            return "changed"
        return "moved" if self.is_moved else "same"

    @property
    def is_renumbered(self):
        """The same article under another number: "former article 12"."""
        if self.old_heading is None or self.new_heading is None:
            return False
        return label_of(self.old_heading) != label_of(self.new_heading)

    @property
    def former_label(self):
        return label_of(self.old_heading)


def label_of(heading):
    return heading.partition(". ")[0]


def blocks_of(text):
    """Cut a text into blocks of words; each list item and table row is its own."""
    blocks, current = [], []
    for line in text.split("\n"):
        if (not line.strip() or ITEM.match(line)) and current:
            blocks.append(tuple(current))
            current = []
        current += line.split()
        if line.lstrip().startswith("|") and current:
            blocks.append(tuple(current))
            current = []
    if current:
        blocks.append(tuple(current))
    return blocks


def opcodes(old, new):
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def compare_words(old, new):
    """Runs from one block to the other; common ends are set aside first."""
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    most = shortest - head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    runs = [Run(KEPT, old[:head])]
    for tag, i, j, k, m in opcodes(middle_old, middle_new):
        if tag == "equal":
            runs.append(Run(KEPT, middle_old[i:j]))
        else:
            runs += [Run(DELETED, middle_old[i:j]), Run(INSERTED, middle_new[k:m])]
    runs.append(Run(KEPT, old[len(old) - tail :]))
    return Block(tuple(run for run in runs if run.words))


def likeness(old, new):
    """The share of words that two blocks have in common, from 0 to 1."""
    return 2 * len(old & new) / (len(old) + len(new))


def pair(old, new):
    """Which old block became which new one, in order, at the least loss of words.

    The classic alignment by dynamic programming: the pairs kept never cross. In long
    stretches only blocks near the diagonal are looked at.
    """
    if len(old) * len(new) > MAX_CELLS:
        return [(i, i) for i in range(min(len(old), len(new)))]
    gains = gains_of(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        below, row = best[i + 1], best[i]
        for j in range(len(new) - 1, -1, -1):
            gain = below[j + 1] + gains.get((i, j), -1)
            row[j] = max(below[j], row[j + 1], gain)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j + 1] + gains.get((i, j), -1):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def gains_of(old, new):
    """How many words a pair of near blocks would save from being marked."""
    before, after = [set(words) for words in old], [set(words) for words in new]
    slope, gains = len(new) / len(old) if old else 1, {}
    for i, left in enumerate(before):
        middle = int(i * slope)
        for j in range(max(0, middle - BAND), min(len(new), middle + BAND + 1)):
            near = likeness(left, after[j])
            if near >= NEAR:
                gains[i, j] = near * (len(old[i]) + len(new[j]))
    return gains


def compare_blocks(old, new):
    """Blocks of an article: equal ones first, then near ones, then word by word."""
    result = []
    for tag, i, j, k, m in opcodes(old, new):
        if tag == "equal":
            result += [Block((Run(KEPT, words),)) for words in old[i:j]]
            continue
        before, after = old[i:j], new[k:m]
        edges = [(-1, -1), *pair(before, after), (len(before), len(after))]
        for (a, b), (c, d) in pairwise(edges):
            if a >= 0:
                result.append(compare_words(before[a], after[b]))
            result += [Block((Run(DELETED, words),)) for words in before[a + 1 : c]]
            result += [Block((Run(INSERTED, words),)) for words in after[b + 1 : d]]
    return tuple(result)


def stay_in_order(indexes):
    """The longest rising row among indexes: whatever is outside has moved."""
    tails, places, before = [], [], []
    for place, index in enumerate(indexes):
        at = bisect_left(tails, index)
        before.append(places[at - 1] if at else None)
        tails[at : at + 1] = [index]
        places[at : at + 1] = [place]
    kept, place = set(), places[-1] if places else None
    while place is not None:
        kept.add(indexes[place])
        place = before[place]
    return kept


def compare(old, new):
    """Every article of both texts, in the new order; removed ones where they stood."""
    old_at = {part.key: index for index, part in enumerate(old)}
    new_keys = {part.key for part in new}
    in_order = stay_in_order([old_at[p.key] for p in new if p.key in old_at])
    changes, last = [], -1
    removed = [(i, part) for i, part in enumerate(old) if part.key not in new_keys]
    for index, part in enumerate(new):
        at = old_at.get(part.key)
        if at is None or at not in in_order:
            changes.append(change(old, at, index, part, is_moved=at is not None))
            continue
        changes += [gone(i, was) for i, was in removed if last < i < at]
        changes.append(change(old, at, index, part))
        last = at
    return changes + [gone(i, was) for i, was in removed if i > last]


def change(old, at, index, part, is_moved=False):
    was = old[at] if at is not None else None
    new_blocks = blocks_of(part.markdown)
    if was is None:
        blocks = tuple(Block((Run(INSERTED, words),)) for words in new_blocks)
    elif was.markdown == part.markdown:
        blocks = tuple(Block((Run(KEPT, words),)) for words in new_blocks)
    else:
        blocks = compare_blocks(blocks_of(was.markdown), new_blocks)
    return Change(
        part.key, was and was.heading, part.heading, at, index, blocks, is_moved
    )


def gone(at, was):
    blocks = tuple(Block((Run(DELETED, w),)) for w in blocks_of(was.markdown))
    return Change(was.key, was.heading, None, at, None, blocks)


def side(changes, dropped):
    """One of the two texts, in blocks of words, out of a comparison: the two laws."""
    index = "old_index" if dropped == INSERTED else "new_index"
    present = [c for c in changes if getattr(c, index) is not None]
    texts = []
    for one in sorted(present, key=lambda c: getattr(c, index)):
        for block in one.blocks:
            words = [w for run in block.runs if run.kind != dropped for w in run.words]
            if words:
                texts.append(tuple(words))
    return texts


def marked(changes):
    """How many words are shown as inserted or deleted."""
    return sum(
        len(run.words)
        for one in changes
        for block in one.blocks
        for run in block.runs
        if run.kind != KEPT
    )


def to_json(changes):
    """Plain lists, for a JSON column."""
    return [
        {
            "key": one.key,
            "old_heading": one.old_heading,
            "new_heading": one.new_heading,
            "old_index": one.old_index,
            "new_index": one.new_index,
            "is_moved": one.is_moved,
            "blocks": [[[r.kind, r.text] for r in b.runs] for b in one.blocks],
        }
        for one in changes
    ]


def from_json(rows):
    """The changes that `to_json` wrote."""
    return [
        Change(
            **{
                **row,
                "blocks": tuple(
                    Block(
                        tuple(Run(kind, tuple(text.split(" "))) for kind, text in runs)
                    )
                    for runs in row["blocks"]
                ),
            }
        )
        for row in rows
    ]
