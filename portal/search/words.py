"""Which rows hold the words sought: accents, capitals and word endings do not matter.

The words are read and stemmed as in the library of texts, so that one search finds
the same forms everywhere. What a row says in English is looked through as English.
"""

from functools import lru_cache

from instructions.text import analyser
from instructions.text.query import parse


@lru_cache(maxsize=20_000)
def stems(texts, language):
    """The stems of each text of a row, and of all: the same rows are read each time."""
    fields = tuple(tuple(analyser.tokens(text or "", language)) for text in texts)
    return fields, frozenset().union(*fields)


def found(rows, languages, text, language):
    """The keys of the rows that match, those with the words in their title first.

    `languages` tells which columns hold what: {"fr": ("title", "text"), …}, the title
    first. Rows keep their order where they match alike.
    """
    queries = {one: parse(text, one) for one in ("fr", language)}
    asked = [one for one in queries if one in languages]
    columns, places = [], {}
    for one in asked:
        start = len(columns)
        columns += languages[one]
        places[one] = slice(start, len(columns))
    scored = []
    for pk, *values in rows.values_list("pk", *columns):
        score = max(rank(queries[one], values[places[one]], one) for one in asked)
        if score:
            scored.append((-score, pk))
    return [pk for _score, pk in sorted(scored, key=lambda pair: pair[0])]


def rank(query, texts, language):
    """0 where something sought is missing or something refused is there."""
    fields, held = stems(tuple(texts), language)
    if not held.issuperset(query.words) or not query.sought:
        return 0
    if any(not holds(fields, phrase) for phrase in query.phrases):
        return 0
    if not held.isdisjoint(query.without):
        return 0
    if any(holds(fields, phrase) for phrase in query.without_phrases):
        return 0
    return 1 + len(query.sought.intersection(fields[0]))


def holds(fields, phrase):
    sought = f" {' '.join(phrase)} "
    return any(sought in f" {' '.join(field)} " for field in fields)
