"""Find versions: one query syntax, the same hits from PostgreSQL and SQLite.

The index holds words, pairs of neighbours (bon_enlev) and the words of the head
(_transit), so that one look-up answers words, phrases and rank alike.
"""

from itertools import pairwise

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from instructions.models import Indexed
from instructions.search.index import HEAD
from instructions.text.query import parse

NOBODY = Q(pk__in=[])
# The column that each database looks into, and how it spells "column holds query".
SPELLED = {
    "sqlite": (
        "version",
        {
            "arg_joiner": " IN (SELECT rowid FROM instructions_indexed_fts"
            " WHERE instructions_indexed_fts MATCH ",
            "template": "%(expressions)s)",
        },
    ),
    "postgresql": (
        "tokens",
        {
            "arg_joiner": ") @@ ",
            "template": "(instructions_tokens(%(expressions)s::tsquery)",
        },
    ),
}


def matching(text, language="fr"):
    """The versions that a search finds; texts in French are found in English too."""
    found = found_by(text, language)
    return found if found == NOBODY else Q(pk__in=keys(found))


def found_by(text, language="fr"):
    """The entries of the index that a search finds."""
    queries = {one: parse(text, one) for one in dict.fromkeys(["fr", language])}
    found = [condition(query, one) for one, query in queries.items() if query]
    return Q(*found, _connector=Q.OR) if found else NOBODY


def condition(query, language):
    """Every word and phrase is there, and none of what is refused.

    Two words make a phrase when the index holds the pair; more are looked up in the
    stems as well.
    """
    wanted = [*query.words, *pairs(*query.phrases)]
    refused = list(query.without)
    refused += pairs(*(phrase for phrase in query.without_phrases if len(phrase) == 2))
    found = Q(language=language)
    if wanted:
        found &= Q(holds(wanted, refused))
    else:
        for token in refused:
            found &= ~Q(pk__in=keys(holds([token])))
    for phrase in query.phrases:
        if len(phrase) > 2:
            found &= in_order(phrase)
    for phrase in query.without_phrases:
        if len(phrase) > 2:
            found &= ~Q(pk__in=keys(holds(pairs(phrase)), in_order(phrase)))
    return found


def pairs(*phrases):
    return ["_".join(pair) for phrase in phrases for pair in pairwise(phrase)]


def in_order(phrase):
    return Q(stems__contains=f" {' '.join(phrase)} ")


def holds(tokens, refused=()):
    """Whether an entry holds every token, and none that is refused."""
    column, spelling = SPELLED[connection.vendor]
    asked = Value(spelled(tokens, refused))
    return Func(F(column), asked, output_field=BooleanField(), **spelling)


def spelled(tokens, refused):
    """A look-up in the database's own words; tokens hold [a-z0-9_] and are quoted."""
    if connection.vendor == "sqlite":
        wanted = " ".join(f'"{token}"' for token in tokens)
        return wanted + "".join(f' NOT "{token}"' for token in refused)
    words = [f"'{token}'" for token in tokens]
    return " & ".join([*words, *(f"!'{token}'" for token in refused)])


def keys(*conditions):
    """The versions whose entries meet the conditions, looked up once and for all.

    Materialised, so that the index is read once and not tried version by version.
    """
    rows = Indexed.objects.filter(*conditions).values("pk")
    sql, values = rows.query.sql_with_params()
    return RawSQL(  # noqa: S611
        f"WITH held AS MATERIALIZED ({sql}) SELECT * FROM held",  # noqa: S608
        values,
    )


def rank_of(text, language="fr"):
    """How many of the words sought stand in the title, reference or summary."""
    sought = sorted({*parse(text, "fr").sought, *parse(text, language).sought})
    rank = Value(0, output_field=IntegerField())
    for token in sought:
        in_head = Q(pk__in=keys(holds([f"{HEAD}{token}"])))
        rank = rank + Case(When(in_head, then=Value(1)), default=Value(0))
    return rank
