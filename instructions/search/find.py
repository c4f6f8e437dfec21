"""Find versions: one query syntax, the same hits from PostgreSQL and SQLite."""

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL

from instructions.text.query import parse

NOBODY = Q(pk__in=[])


def matching(text, language="fr"):
    """The versions that a search finds; texts in French are found in English too."""
    found = NOBODY
    for one in dict.fromkeys(["fr", language]):
        query = parse(text, one)
        if query:
            found |= Q(language=one) & condition(query)
    return found


def condition(query):
    found = Q()
    if query.words:
        found &= Q(pk__in=words_sql(query.words))
    for phrase in query.phrases:
        found &= phrase_condition(phrase)
    for word in query.without:
        found &= ~Q(pk__in=words_sql([word]))
    for phrase in query.without_phrases:
        found &= ~phrase_condition(phrase)
    return found


def phrase_condition(phrase):
    """The phrase stands in one article, or in the title, reference or summary."""
    in_head = f" {' '.join(phrase)} "
    return Q(pk__in=phrase_sql(phrase)) | Q(indexed__head__contains=in_head)


def words_sql(words):
    """The versions that hold every word; tokens hold [a-z0-9] only, and are quoted."""
    if connection.vendor == "sqlite":
        return RawSQL(
            "SELECT rowid FROM instructions_indexed_fts"
            " WHERE instructions_indexed_fts MATCH %s",
            [" ".join(f'"{word}"' for word in words)],
        )
    return RawSQL(
        "SELECT version_id FROM instructions_indexed WHERE vector @@ %s::tsquery",
        [" & ".join(f"'{word}'" for word in words)],
    )


def phrase_sql(phrase):
    if connection.vendor == "sqlite":
        return RawSQL(
            "SELECT version_id FROM instructions_article WHERE id IN (SELECT rowid FROM"
            " instructions_article_fts WHERE instructions_article_fts MATCH %s)",
            [f'"{" ".join(phrase)}"'],
        )
    return RawSQL(
        "SELECT version_id FROM instructions_article WHERE vector @@ %s::tsquery",
        [" <-> ".join(f"'{word}'" for word in phrase)],
    )


def ranked(versions, text, language="fr"):
    """Most words in the title, reference or summary first, then the newest."""
    sought = sorted({*parse(text, "fr").sought, *parse(text, language).sought})
    rank = Value(0, output_field=IntegerField())
    for token in sought:
        rank = rank + Case(
            When(Q(indexed__head__contains=f" {token} "), then=Value(1)),
            default=Value(0),
        )
    return versions.annotate(rank=rank).order_by("-rank", "-in_force_on", "-pk")
