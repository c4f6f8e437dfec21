"""The cast: it never changes, and grows only with a group."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from playwright.sync_api import expect

from accounts import groups
from accounts.models import Mandate, Office, Organisation, User
from meetings.models import Committee, Invitation, Level, Meeting, Programme, Room

expect.set_options(timeout=20_000)
pytest_plugins = [
    "tests.collecting",
    "tests.days",
    "tests.emptying",
    "tests.fixtures",
    "tests.preparing",
    "tests.scheduling",
    "tests.meetings.minutes",
    "tests.world",
    "tests.world.committees",
    "tests.world.days",
    "tests.world.letters",
    "tests.world.meetings",
    "tests.world.minutes",
    "tests.world.promises",
    "tests.world.texts",
    "tests.world.topics",
    "tests.world.waves",
]


@pytest.fixture(scope="session")
def base_url():
    """Each page of ours names its live server; the plugin's own fixture warns."""


def person(name, group=None, **fields):
    user = User.objects.create_user(
        f"{name}@example.org", "a good long password", name=name.capitalize(), **fields
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def mandate(user, organisation, function="", **fields):
    fields.setdefault("starts_on", timezone.localdate() - timedelta(days=30))
    return Mandate.objects.create(
        user=user, organisation=organisation, function=function or "Membre", **fields
    )


@pytest.fixture
def customs(db):
    """The Directorate General, at the root of the tree of Customs units."""
    return Organisation.objects.create(
        kind="customs", acronym="DGD", name="Direction générale des Douanes"
    )


@pytest.fixture
def region(customs):
    return Organisation.objects.create(
        kind="customs", acronym="DR Kayes", name="DR de Kayes", parent=customs
    )


@pytest.fixture
def office(region):
    return Office.objects.create(code="DIB", name="Diboli", unit=region)


@pytest.fixture
def brokers(db):
    return Organisation.objects.create(
        kind="association", acronym="FETRAM", name="Fédération des transitaires"
    )


@pytest.fixture
def carriers(db):
    return Organisation.objects.create(
        kind="association", acronym="CMTR", name="Conseil des transporteurs routiers"
    )


@pytest.fixture
def stranger(db):
    return AnonymousUser()


@pytest.fixture
def broker(brokers):
    """A focal point whose organisation is invited."""
    user = person("broker")
    mandate(user, brokers, "Point focal", is_focal_point=True)
    return user


@pytest.fixture
def carrier(carriers):
    """A focal point whose organisation is not invited."""
    user = person("carrier", language="en")
    mandate(user, carriers, "Point focal", is_focal_point=True)
    return user


@pytest.fixture
def officer(customs):
    user = person("officer", groups.PROGRAMME_OFFICER)
    mandate(user, customs, "Chargé du programme")
    return user


@pytest.fixture
def signatory(customs):
    user = person("signatory", groups.PROGRAMME_SIGNATORY)
    mandate(user, customs, "Directeur général adjoint")
    return user


@pytest.fixture
def secretary(region, office):
    user = person("secretary", groups.LOCAL_SECRETARY)
    mandate(user, region, "Secrétaire du comité local", office=office)
    return user


@pytest.fixture
def text_editor(customs):
    user = person("text-editor", groups.TEXT_EDITOR)
    mandate(user, customs, "Rédacteur")
    return user


@pytest.fixture
def text_signatory(customs):
    user = person("text-signatory", groups.TEXT_SIGNATORY)
    mandate(user, customs, "Signataire des textes")
    return user


@pytest.fixture
def survey_analyst(customs):
    user = person("survey-analyst", groups.SURVEY_ANALYST)
    mandate(user, customs, "Statisticien")
    return user


@pytest.fixture
def survey_approver(customs):
    user = person("survey-approver", groups.SURVEY_APPROVER)
    mandate(user, customs, "Chef du BACI")
    return user


@pytest.fixture
def user_manager(db):
    return person("user-manager", groups.USER_MANAGER, is_staff=True)


@pytest.fixture
def auditor(db):
    return person("auditor", groups.AUDITOR, is_staff=True)


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("admin@example.org", "x", name="Admin")


@pytest.fixture
def cast(
    stranger,
    broker,
    carrier,
    officer,
    signatory,
    secretary,
    text_editor,
    text_signatory,
    survey_analyst,
    survey_approver,
    user_manager,
    auditor,
    administrator,
):
    """Everybody, by name."""
    return {
        "stranger": stranger,
        "broker": broker,
        "carrier": carrier,
        "officer": officer,
        "signatory": signatory,
        "secretary": secretary,
        "text_editor": text_editor,
        "text_signatory": text_signatory,
        "survey_analyst": survey_analyst,
        "survey_approver": survey_approver,
        "user_manager": user_manager,
        "auditor": auditor,
        "administrator": administrator,
    }


@pytest.fixture
def room(db):
    return Room.objects.create(name="Siège de la DGD, Samanko II")


@pytest.fixture
def programme(customs):
    """This year's programme, published."""
    return Programme.objects.create(
        year=timezone.localdate().year,
        directorate=customs,
        state=Programme.State.PUBLISHED,
        published_at=timezone.now(),
    )


@pytest.fixture
def committee(region, office):
    committee = Committee.objects.create(
        name="Comité local de Kayes-Diboli", kind=Committee.Kind.LOCAL, unit=region
    )
    committee.offices.add(office)
    return committee


@pytest.fixture
def meeting(programme, customs, brokers, room, officer):
    """A bilateral with the brokers in three weeks, at 9:00, shown to its parties."""
    starts_at = timezone.localtime().replace(
        hour=9, minute=0, second=0, microsecond=0
    ) + timedelta(days=21)
    meeting = Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.BILATERAL,
        title="Agrément et cautions des commissionnaires",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        room=room,
        lead=customs,
        officer=officer,
        level=Level.PARTIES,
    )
    Invitation.objects.create(meeting=meeting, organisation=brokers)
    return meeting
