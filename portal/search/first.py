"""The first rows of each kind, asked with prepared queries.

A few words are what nearly everybody types: such searches differ in what is filled in.
Phrases and refusals come in many shapes, each of which would be kept.
"""

from django.db.models import Count, Window

from accounts.likeness import prepared_for
from audit.prepared import word
from portal.search.kept import BY_NAME
from portal.search.words import Pieces

A_FEW = 3


def first(kind, asked, size):
    """The rows, each of which says how many are found in all."""
    if not all(is_plain(pieces) for pieces in asked.wanted.values()):
        return list(counted(kind, asked.user, asked.wanted, size))
    shape = tuple((one, len(pieces.words)) for one, pieces in asked.wanted.items())
    values = {
        name(one, n): sought.value
        for one, pieces in asked.wanted.items()
        for n, sought in enumerate(pieces.words)
    }
    return plain(asked.user, kind.name, shape, size, **values)


def is_plain(pieces):
    return len(pieces.words) <= A_FEW and not (pieces.phrases or pieces.refused)


def counted(kind, user, wanted, size):
    return kind.found(user, wanted).annotate(found_in_all=Window(Count("*")))[:size]


@prepared_for
def plain(reader, kind, shape, size):
    """As `counted`, with a gap for each word."""
    wanted = {
        one: Pieces(tuple(word(name(one, n)) for n in range(words)))
        for one, words in shape
    }
    return counted(BY_NAME[kind], reader, wanted, size)


def name(language, number):
    return f"{language}_{number}"
