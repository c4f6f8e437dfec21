"""To whom a letter about a promise goes: functions, by the mandates of today."""

from accounts.models import Mandate, Organisation, User
from notices.kinds import Recipient


def recipient(user):
    return Recipient(user.email, user.name, user.language, user)


def contacts(organisations):
    """The people of each organisation: its focal points, else whoever acts for it.

    A unit of Customs for which nobody acts is reached through programme officers.
    """
    if not organisations:
        return {}
    found = {organisation.pk: [] for organisation in organisations}
    mandates = (
        Mandate.objects.current()
        .filter(organisation__in=found)
        .select_related("user")
        .order_by("-is_focal_point", "user_id")
    )
    for mandate in mandates:
        others = found[mandate.organisation_id]
        if mandate.is_focal_point or not (others and others[0].is_focal_point):
            others.append(mandate)
    people = {pk: [m.user for m in rows] for pk, rows in found.items()}
    return with_officers(people, organisations)


def with_officers(people, organisations):
    customs = Organisation.Kind.CUSTOMS
    empty = [o.pk for o in organisations if o.kind == customs and not people[o.pk]]
    if empty:
        officers = programme_officers()
        people |= dict.fromkeys(empty, officers)
    return people


def programme_officers():
    rows = User.objects.filter(
        groups__permissions__codename="change_commitment",
        groups__permissions__content_type__app_label="commitments",
    )
    return list(rows.filter(is_active=True).order_by("pk").distinct())


def reached(organisations, *, except_for=None):
    """One recipient a person, whatever the number of organisations."""
    people = {
        user.pk: user
        for users in contacts(list(organisations)).values()
        for user in users
    }
    if except_for is not None:
        people.pop(except_for.pk, None)
    return [recipient(people[pk]) for pk in sorted(people)]


def heads(unit):
    """Who holds the function of the head of a unit; else whoever is reached there."""
    mandates = Mandate.objects.current().filter(organisation=unit)
    if unit.head_function:
        holders = mandates.filter(function__iexact=unit.head_function)
        people = {m.user_id: m.user for m in holders.select_related("user")}
        if people:
            return [recipient(people[pk]) for pk in sorted(people)]
    return reached([unit])


def at_office(office):
    """Who holds a mandate at an office; else who is reached at its directorate."""
    mandates = Mandate.objects.current().filter(office=office).select_related("user")
    people = {mandate.user_id: mandate.user for mandate in mandates}
    if people:
        return [recipient(people[pk]) for pk in sorted(people)]
    return reached([office.unit])
