"""Each kind of thing that a search finds, from what its app lets the reader see."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import directory
from commitments.factors import Factor
from instructions.search.found import Found
from instructions.search.fuse import TooHeavy
from instructions.search.hits import hits
from instructions.selection import Selection
from instructions.text.query import parse
from portal.search import kept
from portal.search.first import first
from portal.search.words import rank, wanted


@dataclass(frozen=True)
class Asked:
    """What a reader seeks, and in which language."""

    words: str
    user: object
    language: str

    @cached_property
    def wanted(self):
        return wanted(self.words, self.language)

    def address(self, name, **more):
        return f"{reverse(name)}?{urlencode({'q': self.words} | more)}"


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first rows, how many there are, and where."""

    kind: str
    title: str
    rows: list
    total: int
    url: str
    is_too_heavy: bool = False

    @property
    def template(self):
        return f"portal/search/_{self.kind}.html"


def groups(asked, size):
    """Whatever was found, kind after kind; nothing found leaves no group."""
    found = [factors(asked), texts(asked, size)]
    found += [of_kind(kind, asked, size) for kind in kept.KINDS]
    found.append(addresses(asked, size))
    return [group for group in found if group.total or group.is_too_heavy]


def factors(asked):
    """The key factors by their name or number, each with all that hangs on it."""
    query = parse(asked.words, asked.language)
    rows = [
        factor
        for factor in Factor
        if rank(
            query, [str(factor.label), f"{_('Key factor')} {factor}"], asked.language
        )
    ]
    url = reverse("commitments:indicators")
    return Group("factors", _("Key factors"), rows, len(rows), url)


def texts(asked, size):
    """By the library's own index, whatever the status of the texts."""
    title, url = _("Texts"), asked.address("instructions:library", show="all")
    selection = Selection(q=asked.words, show="all", language=asked.language)
    hold = Found(selection, asked.user, size)
    try:
        total = hold.count()
        rows = hits(hold[0:size], asked.words, asked.user) if total else []
    except TooHeavy:
        return Group("texts", title, [], 0, url, is_too_heavy=True)
    return Group("texts", title, rows, total, url)


def of_kind(kind, asked, size):
    """The first rows, and how many there are, in one query."""
    rows = list(kind.show(first(kind, asked, size), asked.user))
    total = rows[0].found_in_all if rows else 0
    return Group(
        kind.name, kind.title, rows, total, asked.address("search", kind=kind.name)
    )


def addresses(asked, size):
    """Organisations, offices and enquiry points, as the directory finds them."""
    rows = directory.found(asked.user, words=asked.words) if asked.words else []
    url = asked.address("accounts:directory", words=asked.words)
    return Group("directory", _("Directory"), rows[:size], len(rows), url)
