"""The pattern of a year of dialogue: places, committees, and what meets when."""

from dataclasses import dataclass
from datetime import time

EVERYBODY = (
    *("FETRAM", "ATDM", "CCIM", "CNPM", "OPI", "CMC", "CMTR", "GCM", "APBEF"),
    *("GMPP", "Chambre des mines", "AMELEF", "ORIAM"),
)
SEAT = "Siège de la DGD, Samanko II"
THEIR_SEAT = "Siège de l’organisation"
SCHOOL = "CFP"

ROOMS = (
    # name, name in English, takes several meetings at once
    (SEAT, "Customs headquarters, Samanko II", False),
    (THEIR_SEAT, "At the organisation’s seat", True),
    (SCHOOL, "Customs training centre", False),
    ("Kati", "", False),
    ("Bamako-fer", "", False),
    ("Bamako-Sénou aéroport", "Bamako-Sénou airport", False),
    ("Diboli", "", False),
    ("Zégoua", "", False),
    ("Kourémalé", "", False),
    ("BPP", "", False),
)

PLENARY = "Plénière Douane-secteur privé"
PLENARY_EN = "Customs–private sector plenary"

TECHNICAL = (
    # name, name in English, members, unit, subjects with their English
    (
        "Groupe technique Valeur",
        "Technical group on value",
        ("GCM", "CCIM", "FETRAM"),
        "DRS",
        (
            ("Mise à jour des fiches de valeur", "Updating the value sheets"),
            ("Valeurs de référence contestées", "Disputed reference values"),
            ("Délais de traitement des recours", "Time taken by appeals"),
        ),
    ),
    (
        "Groupe technique Transit",
        "Technical group on transit",
        ("CMC", "CMTR", "FETRAM"),
        "DRFRI",
        (
            ("Apurement des titres de transit", "Discharge of transit documents"),
            ("Points de contrôle sur le corridor", "Control points on the corridor"),
            ("Escortes : coûts et alternatives", "Escorts: costs and alternatives"),
        ),
    ),
    (
        "Groupe technique Systèmes",
        "Technical group on systems",
        ("FETRAM", "ATDM", "APBEF"),
        "DSI",
        (
            ("Disponibilité du système", "Availability of the system"),
            ("Paiement en ligne des droits", "Paying duties on line"),
        ),
    ),
)

LOCAL = (
    # name, unit, place, office code, members
    (
        "Comité local de Kati-Koulikoro",
        "DR Koulikoro",
        "Kati",
        "KAT",
        ("FETRAM", "ATDM", "CMTR", "CCIM"),
    ),
    (
        "Comité local de Bamako",
        "DR Bamako",
        "Bamako-fer",
        "BFE",
        ("FETRAM", "ATDM", "GCM", "CCIM"),
    ),
    (
        "Comité local de Kayes-Diboli",
        "DR Kayes",
        "Diboli",
        "DIB",
        ("FETRAM", "CMTR", "CMC", "CCIM"),
    ),
    (
        "Comité local de Sikasso-Zégoua",
        "DR Sikasso",
        "Zégoua",
        "ZEG",
        ("FETRAM", "CMTR", "AMELEF", "CCIM"),
    ),
    (
        "Comité local de Kourémalé",
        "DR Koulikoro",
        "Kourémalé",
        "KOU",
        ("ATDM", "CMTR", "GCM"),
    ),
    (
        "Comité local de Bamako-Sénou aéroport",
        "DR Bamako",
        "Bamako-Sénou aéroport",
        "BSA",
        ("FETRAM", "CCIM", "AMELEF"),
    ),
    ("Comité local BPP", "DR Bamako", "BPP", "BPP", ("GMPP", "FETRAM", "CMTR")),
)

# Offices whose committee takes silence for approval of its minutes.
SILENCE_APPROVES = ("DIB", "KAT")

BILATERALS = (
    # organisation, unit, subject, the same in English
    ("FETRAM", "DRFRI", "Agrément et cautions", "Licences and guarantees"),
    ("ATDM", "DRFRI", "Habilitation des déclarants", "Authorising declarants"),
    ("CCIM", "DRFRI", "Garantie TRIE", "The TRIE guarantee"),
    ("CNPM", "DRFRI", "Charges et délais des entreprises", "Costs and delays"),
    ("OPI", "DRFRI", "Admission temporaire d’intrants", "Temporary admission"),
    ("CMC", "DSI", "Échange de données", "Exchange of data"),
    ("CMTR", "DRLF", "Contrôles routiers et escortes", "Road controls and escorts"),
    ("GCM", "DRS", "Valeur des marchandises courantes", "Value of common goods"),
    ("APBEF", "DRS", "Paiement et domiciliation", "Payment and domiciliation"),
    ("GMPP", "DCAD", "Suivi des entrepôts pétroliers", "Petroleum warehouses"),
    ("Chambre des mines", "DRFRI", "Exonérations minières", "Mining exemptions"),
    ("AMELEF", "DRFRI", "Exportation de produits frais", "Export of fresh produce"),
    ("ORIAM", "DRFRI", "Exonérations de campagne", "Seasonal exemptions"),
)

PLENARIES = (
    # month, subject, the same in English
    (2, "Bilan et priorités de l’année", "Review and priorities of the year"),
    (5, "Transit et corridors", "Transit and corridors"),
    (8, "Procédure de dédouanement", "Clearance procedure"),
    (11, "Projet de programme et engagements", "Next programme and commitments"),
)

INFORMATION = (
    (4, "Présentation de l’instruction-cadre", "The framework instruction explained"),
    (7, "Nouveautés du tarif", "What is new in the tariff"),
    (12, "Mesures douanières de la loi de finances", "Customs measures of the budget"),
)


@dataclass(frozen=True)
class Wish:
    """A meeting looking for the first working day, from one on, that suits it."""

    month: int
    day: int
    kind: str
    title: str
    title_en: str
    organisations: tuple
    lead: str
    level: str
    room: str = SEAT
    committee: str = ""
    starts: time = time(9)
    ends: time = time(11)


def wishes(year):
    """The meetings of a whole year, in no order."""
    yield from great_days(year)
    for month, title, title_en in PLENARIES:
        yield Wish(
            *(month, 3, "multilateral", title, title_en, EVERYBODY, "DRFRI"),
            *("partners", SEAT, PLENARY, time(9), time(12)),
        )
    for month, title, title_en in INFORMATION:
        yield Wish(
            *(month, 21, "information", title, title_en, EVERYBODY[:5], "DRFRI"),
            *("public", SCHOOL, "", time(14, 30), time(15, 30)),
        )
    yield from technical_meetings()
    yield from local_meetings()
    yield from bilateral_meetings()


def great_days(year):
    yield Wish(
        *(1, 26, "customs_day", f"Journée internationale de la Douane {year}"),
        *(f"International Customs Day {year}", EVERYBODY, "BRPC", "public"),
        *(SEAT, "", time(9), time(12, 30)),
    )
    yield Wish(
        *(6, 24, "restitution", "Résultats du sondage et revue des engagements"),
        *("Survey results and review of commitments", EVERYBODY, "BACI", "public"),
        *(SEAT, "", time(9), time(12)),
    )


def technical_meetings():
    for rank, (name, _name_en, members, unit, subjects) in enumerate(TECHNICAL):
        for turn, (title, title_en) in enumerate(subjects):
            yield Wish(
                *(3 + rank + 3 * turn, 18, "technical", title, title_en, members),
                *(unit, "partners", SEAT, name, time(10), time(12)),
            )


def local_meetings():
    for rank, (name, unit, place, _office, members) in enumerate(LOCAL):
        for turn in range(6):
            yield Wish(
                *(2 + 2 * turn, 7 + rank, "local", f"Réunion ordinaire n° {turn + 1}"),
                *(f"Ordinary meeting No. {turn + 1}", members, unit, "partners"),
                *(place, name),
            )


def bilateral_meetings():
    for rank, (organisation, unit, title, title_en) in enumerate(BILATERALS):
        for turn, room in enumerate((SEAT, THEIR_SEAT), start=1):
            day = 2 + 5 * (rank % 5)
            month = 3 + rank // 5 + 6 * (turn - 1)
            yield Wish(
                *(month, day, "bilateral", f"{title} ({turn}/2)"),
                *(f"{title_en} ({turn}/2)", (organisation,), unit, "parties", room),
                *("", time(10, 30), time(12)),
            )


NEXT_YEAR = (
    # month, day, organisations, lead, subject, the same in English
    (2, 3, ("CNPM", "CCIM"), "DRFRI", "Opérateurs agréés : critères", "AEO: criteria"),
    (3, 24, ("APBEF", "GCM"), "DRS", "Cautions bancaires", "Bank guarantees"),
    (5, 19, ("CMC", "CMTR"), "DRLF", "Corridor de Dakar", "The Dakar corridor"),
    (6, 9, ("OPI",), "DRFRI", "Visite d’une unité industrielle", "Visit of a plant"),
    (9, 15, ("AMELEF",), "DRFRI", "Saison de la mangue", "The mango season"),
    (10, 13, ("FETRAM", "ATDM"), "DSI", "Formation au guichet", "Desk training"),
)
