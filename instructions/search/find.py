"""Find versions: one query syntax, the same hits from PostgreSQL and SQLite.

The index holds words, pairs of neighbours (bon_enlev) and the words of the head
(_transit), so that one look-up answers words, phrases and rank alike.
"""

from itertools import pairwise

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL

from instructions.search.index import HEAD
from instructions.text.query import parse

NOBODY = Q(pk__in=[])
HOLDING = {
    "sqlite": "version_id IN (SELECT rowid FROM instructions_indexed_fts"
    " WHERE instructions_indexed_fts MATCH %s)",
    "postgresql": "instructions_tokens(tokens) @@ %s::tsquery",
}


def matching(text, language="fr"):
    """The versions that a search finds; texts in French are found in English too."""
    found = NOBODY
    for one in dict.fromkeys(["fr", language]):
        query = parse(text, one)
        if query:
            found |= condition(query, one)
    return found


def condition(query, language):
    """Every word and phrase is there, and none of what is refused."""
    found = Q(language=language)
    if query.words or query.phrases:
        found &= Q(pk__in=holding(query.words, query.phrases, language))
    for word in query.without:
        found &= ~Q(pk__in=holding([word], language=language))
    for phrase in query.without_phrases:
        found &= ~Q(pk__in=holding([], [phrase], language))
    return found


def holding(words, phrases=(), language=""):
    """The versions that hold every word, and every phrase in one of their fields.

    Two words make a phrase when the index holds the pair; more are looked up in the
    stems as well. Tokens hold [a-z0-9] only, and are quoted.
    """
    pairs = ("_".join(pair) for phrase in phrases for pair in pairwise(phrase))
    where, values = [HOLDING[connection.vendor]], [all_of([*words, *pairs])]
    if language:
        where.append("language = %s")
        values.append(language)
    for phrase in phrases:
        if len(phrase) > 2:
            where.append("stems LIKE %s")
            values.append(f"% {' '.join(phrase)} %")
    # Materialised, so that the index is read once and not tried version by version.
    return RawSQL(  # noqa: S611
        "WITH held AS MATERIALIZED (SELECT version_id FROM instructions_indexed"  # noqa: S608
        f" WHERE {' AND '.join(where)}) SELECT version_id FROM held",
        values,
    )


def all_of(tokens):
    """The look-up of tokens in the database's own words."""
    if connection.vendor == "sqlite":
        return " ".join(f'"{token}"' for token in tokens)
    return " & ".join(f"'{token}'" for token in tokens)


def rank_of(text, language="fr"):
    """How many of the words sought stand in the title, reference or summary."""
    sought = sorted({*parse(text, "fr").sought, *parse(text, language).sought})
    rank = Value(0, output_field=IntegerField())
    for token in sought:
        in_head = Q(pk__in=holding([f"{HEAD}{token}"]))
        rank = rank + Case(When(in_head, then=Value(1)), default=Value(0))
    return rank
