"""Figures that a page shows: counted in one query, turned into shares here."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from commitments.factors import Factor

KEYS = {"factor": "factor", "owner": "owner", "year": "first_due_on__year"}


@dataclass(frozen=True)
class Figures:
    """The indicators of one group of promises."""

    label: str
    total: int
    counted: int
    on_time: int
    counted_now: int
    on_time_now: int
    kept: int
    open: int
    overdue: int
    postponed: int
    claimed: int
    proved: int
    age: timedelta | None
    url: str = ""

    @property
    def share(self):
        """Kept on time, by the first date, of what is settled."""
        return share(self.on_time, self.counted)

    @property
    def share_now(self):
        """The same by the current date."""
        return share(self.on_time_now, self.counted_now)

    @property
    def share_postponed(self):
        return share(self.postponed, self.total)

    @property
    def share_proved(self):
        """With evidence, of what is claimed or kept."""
        return share(self.proved, self.claimed)

    @property
    def late(self):
        return self.kept - self.on_time

    @property
    def days_open(self):
        """The mean age of what is not closed, in days."""
        return None if self.age is None else round(self.age.total_seconds() / 86400)


def share(part, whole):
    """A whole per cent; None where there is nothing to share."""
    return None if not whole else (200 * part + whole) // (2 * whole)


def together(rows, day=None):
    return all_together(rows.figures(day))


def all_together(row):
    return Figures(label=_("All together"), **row)


def lines(name, rows):
    """One line a factor, an owner or a year, each with the address of its list."""
    labels = labels_of(name, [row["of"] for row in rows])
    lines = []
    for row in rows:
        key = row.pop("of")
        query = {name: labels[key][1]}
        url = reverse("commitments:register", query=query)
        lines.append(Figures(label=labels[key][0], url=url, **row))
    return sorted(lines, key=lambda line: line.label) if name == "owner" else lines


def labels_of(name, keys):
    """What stands on each line, and the word for it in the address of the register."""
    if name == "factor":
        return {key: (f"{key}. {Factor(key).label}", key) for key in keys}
    if name == "owner":
        rows = Organisation.objects.in_bulk(keys).values()
        return {row.pk: (row.acronym, row.acronym) for row in rows}
    return {key: (str(key), key) for key in keys}
