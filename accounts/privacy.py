"""What the portal holds about people; each app registers its own when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

HOLDINGS = []
NOBODY = "erased.invalid"


@dataclass(frozen=True)
class Holding:
    """One kind of row about a person: what for, how long, and what erasure does.

    `rows(user)` gives the rows; `fields` are those that an export shows. Erasure
    writes `blank` into them, or removes them where `is_removed`; with neither they
    stay, and `kept` says why. In `blank`, `{pk}` stands for the row's number.
    """

    name: str
    purpose: str
    kept: str
    rows: Callable[[object], QuerySet]
    fields: tuple = ()
    blank: dict | None = None
    is_removed: bool = False


def register(*holdings):
    HOLDINGS.extend(holdings)


def export(user):
    """Everything about a person: {name of the holding: [row, …]}, ready for JSON."""
    return {
        str(holding.name): [
            {name: told(row, name) for name in holding.fields}
            for row in holding.rows(user)
        ]
        for holding in HOLDINGS
        if holding.fields
    }


def told(row, name):
    value = getattr(row, name)
    return value if value is None or isinstance(value, bool | int) else str(value)
