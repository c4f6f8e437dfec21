"""Who sits where today: functions and mandates tell, never names kept in a row."""

from django.db.models import Exists, F, OuterRef, Q

from accounts import groups
from accounts.models import Mandate, Organisation, User

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


def secretaries(committees):
    """The secretaries of these committees, together."""
    return set().union(*secretaries_of(set(committees)).values())


def secretary_of(committee):
    """Who keeps a committee today: by the function that it names, or by a mandate."""
    named = Mandate.objects.none()
    if committee.secretary_function and committee.unit_id:
        named = Mandate.objects.current().filter(
            organisation=committee.unit_id,
            function__iexact=committee.secretary_function,
            user__is_active=True,
        )
    holders = {mandate.user for mandate in named.select_related("user")}
    return sorted(holders | secretaries([committee.pk]), key=lambda user: user.name)


def programme_officers():
    """Who holds that function today: the group says what, the mandate says since when."""
    mandates = Mandate.objects.current().filter(
        user=OuterRef("pk"), organisation__kind=Organisation.Kind.CUSTOMS
    )
    return set(
        User.objects.filter(
            Exists(mandates), groups__name=groups.PROGRAMME_OFFICER, is_active=True
        )
    )


def officers_of(committees):
    """Who answers for these committees: their secretaries, and programme officers."""
    return secretaries(committees) | programme_officers()


def focal_points_of(organisations):
    """The people through whom these organisations are reached today."""
    mandates = Mandate.objects.current().filter(
        user=OuterRef("pk"),
        organisation__in=organisations,
        organisation__is_active=True,
        is_focal_point=True,
    )
    return set(User.objects.filter(Exists(mandates), is_active=True))


def holders(seats):
    """Who sits today for each (organisation, function), as sets of people."""
    wanted = {
        (seat.organisation_id, function.casefold())
        for seat in seats
        for function in (seat.titular, seat.alternate)
        if function
    }
    found = {}
    mandates = Mandate.objects.current().filter(
        organisation__in={organisation for organisation, _function in wanted}
    )
    for mandate in mandates.select_related("user"):
        key = mandate.organisation_id, mandate.function.casefold()
        if key in wanted:
            found.setdefault(key, []).append(mandate.user)
    return found
