"""What the supplied programme of 2027 names: organisations, committees, places."""

from datetime import date, time
from pathlib import Path

import pytest

from accounts.models import Organisation
from meetings.actions import importing
from meetings.models import Committee, Programme, Room
from workdays.models import Holiday, OfficeHours

DATA = Path(__file__).parent.parent / "data"
ASSOCIATIONS = [
    "FETRAM", "ATDM", "CCIM", "CNPM", "OPI", "CMC", "CMTR", "GCM", "APBEF",
    "GMPP", "Chambre des mines", "AMELEF", "ORIAM",
]  # fmt: skip
UNITS = [
    "BRPC", "DRFRI", "DRS", "DSI", "DRLF", "DCAD", "BACI", "DR Koulikoro",
    "DR Bamako", "DR Kayes", "DR Sikasso",
]  # fmt: skip
COMMITTEES = {
    "Plénière Douane-secteur privé": "plenary",
    "Groupe technique Valeur": "technical",
    "Groupe technique Transit": "technical",
    "Groupe technique Systèmes": "technical",
    "Comité local de Kati-Koulikoro": "local",
    "Comité local de Bamako": "local",
    "Comité local de Kayes-Diboli": "local",
    "Comité local de Sikasso-Zégoua": "local",
    "Comité local de Kourémalé": "local",
    "Comité local de Bamako-Sénou aéroport": "local",
    "Comité local BPP": "local",
}
ROOMS = [
    "Siège de la DGD, Samanko II", "Kati", "Bamako-fer", "Diboli", "Zégoua",
    "Kourémalé", "Bamako-Sénou aéroport", "BPP", "CFP",
]  # fmt: skip
HOLIDAYS = {
    (1, 1): "Nouvel An",
    (1, 14): "Souveraineté retrouvée",
    (1, 20): "Fête de l’armée",
    (3, 26): "Journée des martyrs",
    (3, 29): "Lundi de Pâques",
    (5, 1): "Fête du travail",
    (5, 25): "Journée de l’Afrique",
    (9, 22): "Fête de l’indépendance",
    (12, 25): "Noël",
}


@pytest.fixture
def house(customs):
    """Organisations, committees and places of the supplied file, and office hours."""
    for acronym in ASSOCIATIONS:
        Organisation.objects.get_or_create(
            acronym=acronym,
            defaults={"kind": "association", "name": f"Organisation {acronym}"},
        )
    for acronym in UNITS:
        Organisation.objects.get_or_create(
            acronym=acronym,
            defaults={"kind": "customs", "name": f"Unité {acronym}", "parent": customs},
        )
    for name, kind in COMMITTEES.items():
        Committee.objects.create(name=name, kind=kind)
    for name in ROOMS:
        Room.objects.create(name=name)
    Room.objects.create(name="Siège de l’organisation", is_shared=True)
    for weekday in range(5):
        friday = weekday == 4
        OfficeHours.objects.create(
            weekday=weekday,
            opens_at=time(7, 30),
            closes_at=time(17, 30) if friday else time(16, 0),
            break_starts_at=time(12, 30),
            break_ends_at=time(14, 30) if friday else time(13, 0),
        )


@pytest.fixture
def holidays_2027(db):
    for (month, day), name in HOLIDAYS.items():
        Holiday.objects.create(day=date(2027, month, day), name=name)
    Holiday.objects.create(
        day=date(2027, 5, 17), name="Tabaski", name_en="Tabaski", is_confirmed=False
    )


@pytest.fixture
def programme_2027(customs):
    return Programme.objects.create(year=2027, directorate=customs)


@pytest.fixture
def csv_2027():
    return (DATA / "programme-2027.csv").read_bytes()


@pytest.fixture
def xlsx_2027():
    return (DATA / "programme-2027.xlsx").read_bytes()


@pytest.fixture
def imported(house, holidays_2027, programme_2027, csv_2027, officer):
    """The supplied programme of 2027, imported and still a draft."""
    draft = importing.keep(
        programme=programme_2027,
        file_name="programme-2027.csv",
        data=csv_2027,
        by=officer,
    )
    importing.carry_out(draft=draft, by=officer)
    return programme_2027
