"""Which rows hold the words sought: accents, capitals and word endings do not matter.

The words are read and stemmed as in the library of texts, so that one search finds
the same forms everywhere. What a row says in English is looked through as English.
The words of a row stand in one line, `_transit _agre | transit agre | kaye`: those of
its title, then field after field; whatever is sought is a piece of such a line.
"""

from functools import lru_cache

from django.db import connection
from django.db.models import BooleanField, Case, Func, Q, Value, When
from django.db.models.functions import Greatest

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


def found(rows, text, language):
    """The rows that match, each with its `rank` as above, worked out by the database."""
    queries = {one: parse(text, one) for one in dict.fromkeys(["fr", language])}
    asked = {f"findable__{one}": q for one, q in queries.items() if q.sought}
    if not asked:
        return rows.none().annotate(rank=Value(0))
    holding = [holds(column, query) for column, query in asked.items()]
    ranks = [weight(column, query) for column, query in asked.items()]
    if len(asked) > 1:
        pairs = zip(holding, ranks, strict=True)
        ranks = [Greatest(*(Case(When(*pair), default=0) for pair in pairs))]
    rows = rows.filter(Q(*holding, _connector=Q.OR), findable__isnull=False)
    return rows.annotate(rank=ranks[0])


def holds(column, query):
    """What `rank` asks of a line, asked of a column."""
    name = f"{column}__contains"
    refused = pieces(query.without, query.without_phrases)
    return Q(
        has_all(column, sorted(query.sought)),
        *(Q(**{name: one}) for one in pieces((), query.phrases)),
        *(~Q(**{name: one}) for one in refused),
    )


def has_all(column, words):
    """PostgreSQL looks into its index of words; elsewhere each line is looked at."""
    if connection.vendor == "postgresql":
        return Indexed(column, Value(" ".join(words)))
    return Q(*(Q(**{f"{column}__contains": piece(word)}) for word in words))


class Indexed(Func):
    """As the index spells it: this column holds all of these words."""

    template = "(string_to_array(%(expressions)s, ' '))"
    arg_joiner = ", ' ') @> string_to_array("
    output_field = BooleanField()


def weight(column, query):
    """One, and one more for each word sought that stands in the title."""
    weight = Value(1)
    for word in sorted(query.sought):
        titled = {f"{column}__contains": piece(f"{TITLE}{word}")}
        weight = weight + Case(When(**titled, then=1), default=0)
    return weight
