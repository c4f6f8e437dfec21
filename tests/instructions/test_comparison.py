import json
import random
from dataclasses import replace

import pytest

from instructions.text import comparison
from instructions.text.articles import Part

WORDS = ("le", "la", "de", "bureau", "douane", "transit", "scellé", "visite", "délai")
PROSE, LIST, TABLE = "prose", "list", "table"


def sentence(rng, length=12):
    return " ".join(rng.choice(WORDS) + str(rng.randrange(9)) for _ in range(length))


def body(rng):
    kind = rng.choice([PROSE, LIST, TABLE])
    if kind == LIST:
        return "Liste :\n\n" + "\n".join(f"- {sentence(rng, 6)}" for _ in range(4))
    if kind == TABLE:
        rows = "\n".join(f"| {sentence(rng, 2)} | {sentence(rng, 3)} |" for _ in "123")
        return f"| a | b |\n|---|---|\n{rows}"
    return "\n\n".join(sentence(rng) for _ in range(3))


def text(rng, size=8):
    return [
        Part(f"Article {n}", sentence(rng, 3), body(rng), f"art-{n}")
        for n in range(1, size + 1)
    ]


def edit(rng, parts):
    """One to four edits of every sort a drafter makes."""
    parts = list(parts)
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(parts)) if parts else 0
        act = rng.choice(["word", "word", "cut", "add", "move", "drop", "new", "row"])
        if not parts or act == "new":
            parts.insert(at, Part("Article 0", "", body(rng), f"new-{rng.random()}"))
        elif act == "drop":
            del parts[at]
        elif act == "move":
            parts.insert(rng.randrange(len(parts)), parts.pop(at))
        else:
            parts[at] = replace(parts[at], body=edit_body(rng, act, parts[at].body))
    return parts


def edit_body(rng, act, text):
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    if act == "row":
        lines.insert(at, rng.choice(["- une ligne", "| x | y |", "", "Un alinéa."]))
        return "\n".join(lines)
    words = lines[at].split(" ")
    place = rng.randrange(len(words))
    if act == "cut":
        del words[place]
    else:
        words[place : place + (act == "word")] = [rng.choice(WORDS)]
    lines[at] = " ".join(words)
    return "\n".join(lines)


def blocks(parts):
    return [words for part in parts for words in comparison.blocks_of(part.markdown)]


def test_both_texts_come_back_out_of_two_thousand_random_edits():
    rng = random.Random(2027)
    for _ in range(2000):
        old = text(rng, 5)
        new = edit(rng, old)
        changes = comparison.compare(old, new)

        assert comparison.side(changes, comparison.INSERTED) == blocks(old)
        assert comparison.side(changes, comparison.DELETED) == blocks(new)


def test_what_is_stored_is_what_was_compared():
    rng = random.Random(2028)
    for _ in range(200):
        old = text(rng, 4)
        changes = comparison.compare(old, edit(rng, old))
        stored = json.loads(json.dumps(comparison.to_json(changes)))

        assert comparison.from_json(stored) == changes


def test_one_word_changed_is_one_word_marked():
    old = text(random.Random(1))
    new = list(old)
    new[3] = replace(old[3], body=old[3].body + " fin")

    changes = comparison.compare(old, new)

    assert [c.kind for c in changes] == ["same"] * 3 + ["changed"] + ["same"] * 4
    assert comparison.marked(changes) == 1


def test_a_moved_article_says_its_former_number_and_marks_only_its_heading():
    old = text(random.Random(2), 4)
    new = [old[0], replace(old[3], label="Article 2"), old[1], old[2]]

    changes = comparison.compare(old, new)

    assert [(c.key, c.is_moved, c.is_renumbered) for c in changes] == [
        ("art-1", False, False),
        ("art-4", True, True),
        ("art-2", False, False),
        ("art-3", False, False),
    ]
    assert changes[1].former_label == "Article 4"
    assert comparison.marked(changes) == 2


def test_a_removed_article_stands_where_it_stood():
    old = text(random.Random(3), 4)

    changes = comparison.compare(old, [old[0], old[1], old[3]])

    assert [(c.key, c.kind) for c in changes] == [
        ("art-1", "same"),
        ("art-2", "same"),
        ("art-3", "removed"),
        ("art-4", "same"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("- un\n- deux\n- trois", "- un\n- deux et demi\n- trois", 2),
        ("- un\n- deux\n- trois", "- un\n- trois", 2),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 3 |", 2),
        ("| a | b |\n| 1 | 2 |", "| a | b |\n| 5 | 6 |\n| 1 | 2 |", 5),
        ("premier alinéa\n\nsecond alinéa", "second alinéa", 2),
    ],
)
def test_a_list_item_and_a_table_row_are_compared_alone(old, new, marked):
    changes = comparison.compare([Part(body=old, key="a")], [Part(body=new, key="a")])

    assert comparison.marked(changes) == marked


def test_at_most_a_tenth_more_words_are_marked_than_changed():
    rng = random.Random(5)
    old = [
        Part(
            f"Article {n}",
            "T",
            "\n\n".join(sentence(rng, 45) for _ in range(4)),
            f"a{n}",
        )
        for n in range(60)
    ]
    new, changed = [], 0
    for part in old:
        words = part.body.split(" ")
        for place in rng.sample(range(len(words)), 4):
            if "\n" not in words[place]:
                words[place] = f"neuf{changed}"
                changed += 2
        new.append(replace(part, body=" ".join(words)))

    marked = comparison.marked(comparison.compare(old, new))

    assert changed <= marked <= 1.1 * changed
