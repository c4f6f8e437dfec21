"""How well a year's meetings cover the organisations of the private sector."""

from collections import Counter

from accounts.models import Organisation
from meetings.models import Invitation, Meeting

BILATERALS_A_YEAR = 2


def of_year(year):
    """One dict for each association, in two queries; those left out stand first."""
    counts = Counter(
        Invitation.objects.filter(
            meeting__programme__year=year,
            organisation__kind=Organisation.Kind.ASSOCIATION,
        )
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .values_list("organisation", "meeting__kind")
    )
    associations = Organisation.objects.filter(
        kind=Organisation.Kind.ASSOCIATION, is_active=True
    )
    rows = [row(organisation, counts) for organisation in associations]
    return sorted(rows, key=lambda row: (row["total"] > 0, not row["is_short"]))


def row(organisation, counts):
    bilateral = counts[organisation.pk, Meeting.Kind.BILATERAL.value]
    total = sum(n for (pk, _kind), n in counts.items() if pk == organisation.pk)
    return {
        "acronym": organisation.acronym,
        "name": organisation.full_name,
        "bilateral": bilateral,
        "target": BILATERALS_A_YEAR,
        "other": total - bilateral,
        "total": total,
        "is_short": bilateral < BILATERALS_A_YEAR,
    }
