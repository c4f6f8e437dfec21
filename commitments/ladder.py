"""The rungs that an overdue promise climbs, and when.

A promise stands under an office where it names one, under a unit of Customs in any
case: its owner's, or the office's directorate, or the unit to which it is owed. From
there the tree of units leads to the Director General.
"""

from dataclasses import dataclass

from accounts.models import Office, Organisation
from commitments.models import Rung

# Working days after the date.
CLIMBS_AFTER = {Rung.LOCAL: 5, Rung.REGIONAL: 15, Rung.GENERAL: 30}
CUSTOMS = Organisation.Kind.CUSTOMS


@dataclass(frozen=True)
class Place:
    """One rung: the function at an office or at the head of a unit."""

    rung: Rung
    unit: Organisation
    office: Office | None = None


def ladder(commitment):
    """The places, from the nearest to the Director General: three at most."""
    office = commitment.office
    units = path_up(unit_of(commitment))
    if not units:
        return []
    steps = [(units[0], office)] if office and office.unit_id == units[0].pk else []
    steps += [(unit, None) for unit in units]
    last = steps[-len(Rung) :]
    rungs = list(Rung)[-len(last) :]
    return [
        Place(rung, unit, office)
        for rung, (unit, office) in zip(rungs, last, strict=True)
    ]


def unit_of(commitment):
    """The unit of Customs under which a promise stands."""
    if commitment.office:
        return commitment.office.unit
    if commitment.owner.kind == CUSTOMS:
        return commitment.owner
    parties = commitment.counterparts.filter(kind=CUSTOMS)
    roots = Organisation.objects.filter(kind=CUSTOMS, parent=None, is_active=True)
    return parties.order_by("acronym").first() or roots.order_by("pk").first()


def path_up(unit):
    found = []
    while unit:
        found.append(unit)
        unit = unit.parent
    return found
