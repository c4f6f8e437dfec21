"""Which rows hold the words sought: accents, capitals and word endings do not matter.

The words are read and stemmed as in the library of texts, so that one search finds
the same forms everywhere. What a row says in English is looked through as English.
The words of a row stand in one line, `_transit _agre | transit agre | kaye`: those of
its title, then field after field; whatever is sought is a piece of such a line.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import BooleanField, Case, Func, Q, TextField, Value, When
from django.db.models.functions import Concat, Greatest, StrIndex
from django.db.models.lookups import GreaterThan

from instructions.text import analyser
from instructions.text.query import parse

BETWEEN = " | "  # stands between two fields, so that no phrase runs across
TITLE = "_"  # _transit: the word stands in the title


@lru_cache(maxsize=200)
def line(texts, language):
    """The words of a row, whose title comes first."""
    fields = [analyser.tokens(text or "", language) for text in texts]
    fields.insert(0, [f"{TITLE}{token}" for token in fields[0]])
    return piece(BETWEEN.join(" ".join(field) for field in fields if field))


def piece(*words):
    return f" {' '.join(words)} "


def pieces(words, phrases):
    return [*map(piece, words), *(piece(*phrase) for phrase in phrases)]


def rank(query, texts, language):
    """0 where something sought is missing or something refused is there."""
    held = line(tuple(texts), language)
    wanted = pieces(query.words, query.phrases)
    refused = pieces(query.without, query.without_phrases)
    if not wanted or any(one not in held for one in wanted):
        return 0
    if any(one in held for one in refused):
        return 0
    return 1 + sum(piece(f"{TITLE}{word}") in held for word in query.sought)


@dataclass(frozen=True)
class Pieces:
    """What a search asks of a line: values, or gaps that are filled in later."""

    words: tuple  # as they are; the others stand between spaces
    phrases: tuple = ()
    refused: tuple = ()


def wanted(text, language):
    """{language: pieces} of what is looked through; texts are in French everywhere."""
    queries = {one: parse(text, one) for one in dict.fromkeys(["fr", language])}
    return {one: pieces_of(query) for one, query in queries.items() if query.sought}


def pieces_of(query):
    return Pieces(
        tuple(map(Value, sorted(query.sought))),
        tuple(map(Value, pieces((), query.phrases))),
        tuple(map(Value, pieces(query.without, query.without_phrases))),
    )


def found(rows, wanted):
    """The rows that match, each with its `rank` as above, worked out by the database."""
    if not wanted:
        return rows.none().annotate(rank=Value(0))
    asked = {f"findable__{one}": pieces for one, pieces in wanted.items()}
    holding = [holds(column, pieces) for column, pieces in asked.items()]
    ranks = [weight(column, pieces) for column, pieces in asked.items()]
    if len(asked) > 1:
        pairs = zip(holding, ranks, strict=True)
        ranks = [Greatest(*(Case(When(*pair), default=0) for pair in pairs))]
    rows = rows.filter(Q(*holding, _connector=Q.OR), findable__isnull=False)
    return rows.annotate(rank=ranks[0])


def holds(column, pieces):
    """What `rank` asks of a line, asked of a column."""
    return Q(
        has_all(column, pieces.words),
        *(Q(has(column, one)) for one in pieces.phrases),
        *(~Q(has(column, one)) for one in pieces.refused),
    )


def has(column, one):
    return GreaterThan(StrIndex(column, one), 0)


def spaced(word, before=""):
    around = Value(f" {before}"), word, Value(" ")
    return Concat(*around, output_field=TextField())


def has_all(column, words):
    """PostgreSQL looks into its index of words; elsewhere each line is looked at."""
    if connection.vendor == "postgresql":
        return Indexed(column, Words(*words))
    return Q(*(has(column, spaced(word)) for word in words))


class Words(Func):
    template = "ARRAY[%(expressions)s]"


class Indexed(Func):
    """As the index spells it: this column holds all of these words."""

    template = "(string_to_array(%(expressions)s)"
    arg_joiner = ", ' ') @> "
    output_field = BooleanField()


def weight(column, pieces):
    """One, and one more for each word sought that stands in the title."""
    weight = Value(1)
    for word in pieces.words:
        is_titled = has(column, spaced(word, TITLE))
        weight = weight + Case(When(is_titled, then=1), default=0)
    return weight
