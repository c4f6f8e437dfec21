"""Puts the demonstration into an empty database; everything depends on today."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Mandate, Office, Organisation, User
from audit.trail import record
from commitments import demo as commitments
from instructions import demo as instructions
from meetings.models import Committee, Room
from portal.demonstration import (
    bodies,
    convening,
    customs_day,
    last_year,
    minutes,
    organisations,
    people,
    programme,
    topics,
    year,
)
from portal.demonstration.discussions import DISCUSSIONS
from portal.demonstration.discussions_before import DISCUSSIONS_BEFORE
from surveys import demo as surveys
from workdays.actions import seed_year

KIND = Organisation.Kind


def is_loaded():
    return User.objects.filter(email=people.ADMINISTRATOR).exists()


@transaction.atomic
def load():
    """Everything, or nothing at all."""
    today = timezone.localdate()
    for number in (today.year - 1, today.year, today.year + 1):
        seed_year(year=number)
    units = {unit.acronym: unit for unit in load_organisations()}
    load_offices(units)
    load_people(units, today)
    load_rooms()
    load_committees(units)
    programme.load_last_year(today)
    programme.load_this_year(today)
    programme.load_next_year(today)
    bodies.load_rules(today)
    bodies.put_to_sleep(today)
    topics.load_past(today.year - 1, DISCUSSIONS_BEFORE)
    topics.load_past(today.year, DISCUSSIONS)
    last_year.load(today)
    minutes.load(today)
    convening.convene_the_next(today)
    topics.load_coming(today)
    bodies.bring_the_same_issue(today)
    bodies.let_some_leave(today)
    customs_day.load(today)
    commitments.load()
    instructions.load()
    surveys.load()


def load_organisations():
    acronym, name, name_en = organisations.DIRECTORATE
    head = "Directeur général"
    root = add_organisation(KIND.CUSTOMS, acronym, name, name_en, head_function=head)
    yield root
    for acronym, name, name_en, answers_for, answers_for_en in organisations.UNITS:
        yield add_organisation(
            *(KIND.CUSTOMS, acronym, name, name_en),
            parent=root,
            answers_for=answers_for,
            answers_for_en=answers_for_en,
            is_enquiry_point=bool(answers_for),
        )
    for region in organisations.REGIONS:
        yield add_organisation(
            *(KIND.CUSTOMS, f"DR {region}", f"Direction régionale de {region}"),
            f"Regional directorate of {region}",
            parent=root,
            head_function=f"Directeur régional de {region}",
        )
    for row in organisations.ASSOCIATIONS:
        yield add_organisation(KIND.ASSOCIATION, *row)
    for row in organisations.PUBLIC_PARTNERS:
        yield add_organisation(KIND.PUBLIC, *row)


def add_organisation(kind, acronym, name, name_en, **fields):
    organisation = Organisation.objects.create(
        kind=kind,
        acronym=acronym,
        name=name,
        name_en=name_en,
        email=f"contact.{slugify(acronym)}@example.org",
        **fields,
    )
    record("organisation.created", organisation, by=None)
    return organisation


def load_offices(units):
    for code, name, region, answers_for, answers_for_en in organisations.OFFICES:
        office = Office.objects.create(
            code=code,
            name=name,
            unit=units[f"DR {region}"],
            answers_for=answers_for,
            answers_for_en=answers_for_en,
            is_enquiry_point=True,
            email=f"bureau.{slugify(name)}@example.org",
        )
        record("office.created", office, by=None)


def load_people(units, today):
    administrator = User.objects.create_superuser(
        people.ADMINISTRATOR, people.PASSWORD, name="Administrateur"
    )
    # Hashing is slow on purpose: everybody shares one hash of the known password.
    shared = administrator.password
    for name, function, group, acronym, office in people.OFFICERS:
        user = add_person(f"{name}@example.org", function, shared)
        user.is_staff = group in people.WITH_ADMIN
        user.save()
        user.groups.add(Group.objects.get(name=group))
        place = Office.objects.get(code=office) if office else None
        give_mandate(user, units[acronym], function, today, office=place)
    for address, function, acronym in people.focal_points():
        user = add_person(address, function, shared)
        if acronym == people.READS_ENGLISH:
            user.language = "en"
            user.save()
        give_mandate(user, units[acronym], function, today, is_focal_point=True)


def add_person(address, name, password):
    user = User.objects.create(email=address, name=name, password=password)
    record("user.created", user, by=None)
    return user


def give_mandate(user, organisation, function, today, **fields):
    mandate = Mandate.objects.create(
        user=user,
        organisation=organisation,
        function=function,
        starts_on=today.replace(year=today.year - 1, month=1, day=1),
        **fields,
    )
    record("mandate.created", mandate, by=None)


def load_rooms():
    Room.objects.bulk_create(
        Room(name=name, name_en=name_en, is_shared=is_shared)
        for name, name_en, is_shared in year.ROOMS
    )


def load_committees(units):
    """The plenary, the technical groups, the local committees that escalate to it."""
    kind = Committee.Kind
    plenary = add_committee(
        *(year.PLENARY, kind.PLENARY, units["DRFRI"], year.EVERYBODY, units),
        name_en=year.PLENARY_EN,
        chair_function="Directeur général",
    )
    for name, name_en, members, unit, _subjects in year.TECHNICAL:
        add_committee(
            *(name, kind.TECHNICAL, units[unit], members, units),
            name_en=name_en,
            parent=plenary,
        )
    for name, unit, _place, office, members in year.LOCAL:
        committee = add_committee(
            *(name, kind.LOCAL, units[unit], members, units),
            parent=plenary,
            chair_function="Directeur régional",
            silence_is_approval=office in year.SILENCE_APPROVES,
            quorum=2,
            cadence_days=60,
        )
        committee.offices.add(Office.objects.get(code=office))


def add_committee(name, kind, unit, members, units, **fields):
    committee = Committee.objects.create(name=name, kind=kind, unit=unit, **fields)
    committee.members.set([units[acronym] for acronym in members])
    return committee
