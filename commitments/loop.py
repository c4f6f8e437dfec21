"""Where a promise stands in the loop: what came before it and what came after.

An app above adds functions to these lists when it is ready. One of BEFORE and AFTER
takes (commitment, user), one of FACTOR takes (factor, user); each yields `Link`s to
what the reader may see.
"""

from dataclasses import dataclass

BEFORE, AFTER, FACTOR = [], [], []


@dataclass(frozen=True)
class Link:
    """One thing beside a promise: of what kind, its title, and where it is read."""

    kind: str
    title: str
    url: str
    detail: str = ""


def before(commitment, user):
    return [link for source in BEFORE for link in source(commitment, user)]


def after(commitment, user):
    return [link for source in AFTER for link in source(commitment, user)]


def beside(factor, user):
    return [link for source in FACTOR for link in source(factor, user)]
