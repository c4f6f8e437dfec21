"""Who sits where today: functions and mandates tell, never names kept in a row."""

from django.db.models import F, Q

from accounts.models import Mandate

SECRETARY = "change_local_meeting"


def secretaries_of(committees):
    """The people whose mandate makes them secretary, by the key of the committee."""
    found = {}
    if not committees:
        return found
    mandates = (
        Mandate.objects.current()
        .filter(user__groups__permissions__codename=SECRETARY)
        .filter(
            Q(office__committees__in=committees)
            | Q(office=None, organisation__committees__in=committees)
        )
        .annotate(of_office=F("office__committees"))
        .annotate(of_unit=F("organisation__committees"))
        .select_related("user")
    )
    for mandate in mandates:
        committee = mandate.of_office if mandate.office_id else mandate.of_unit
        if committee in committees:
            found.setdefault(committee, set()).add(mandate.user)
    return found
