"""How well a year's meetings cover the organisations of the private sector."""

from collections import Counter

from accounts.models import Organisation
from audit.prepared import prepared
from meetings.models import Meeting
from meetings.yearbook import guests_of, joined, meetings_of

BILATERALS_A_YEAR = 2


def of_year(year):
    """One dict for each association, in three queries; those left out stand first."""
    return of_rows(joined(meetings_of(year=year), guests_of(year=year)))


def of_rows(rows):
    """The same, where the year's meetings have been read with their guests."""
    totals, bilaterals = Counter(), Counter()
    for row in rows:
        if row["state"] == Meeting.State.CANCELLED:
            continue
        totals.update(row["guests"])
        if row["kind"] == Meeting.Kind.BILATERAL:
            bilaterals.update(row["guests"])
    found = [share(organisation, totals, bilaterals) for organisation in associations()]
    return sorted(found, key=lambda row: (row["total"] > 0, not row["is_short"]))


@prepared
def associations():
    return Organisation.objects.filter(
        kind=Organisation.Kind.ASSOCIATION, is_active=True
    )


def share(organisation, totals, bilaterals):
    total = totals[organisation.acronym]
    bilateral = bilaterals[organisation.acronym]
    return {
        "acronym": organisation.acronym,
        "name": organisation.full_name,
        "bilateral": bilateral,
        "target": BILATERALS_A_YEAR,
        "other": total - bilateral,
        "total": total,
        "is_short": bilateral < BILATERALS_A_YEAR,
    }
