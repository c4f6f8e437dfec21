"""Who may sign in to the demonstration: functions, never persons."""

from django.utils.text import slugify

from accounts import groups
from portal.demonstration.organisations import ASSOCIATIONS, PUBLIC_PARTNERS

PASSWORD = "demonstration"  # noqa: S105 — meant to be known
READS_ENGLISH = "Chambre des mines"

OFFICERS = (
    # name before @, function, group, organisation, office
    ("programme", "Chargé du programme", groups.PROGRAMME_OFFICER, "DRFRI", None),
    (
        "signataire",
        "Directeur général adjoint",
        groups.PROGRAMME_SIGNATORY,
        "DGD",
        None,
    ),
    (
        "secretaire.kayes",
        "Secrétaire du comité local de Kayes",
        groups.LOCAL_SECRETARY,
        "DR Kayes",
        "DIB",
    ),
    ("redacteur", "Rédacteur des textes", groups.TEXT_EDITOR, "DRFRI", None),
    (
        "signataire.textes",
        "Signataire des textes",
        groups.TEXT_SIGNATORY,
        "DGD",
        None,
    ),
    ("analyste", "Statisticien du sondage", groups.SURVEY_ANALYST, "DRS", None),
    ("approbateur", "Chef du BACI", groups.SURVEY_APPROVER, "BACI", None),
    ("comptes", "Gestionnaire des comptes", groups.USER_MANAGER, "DSI", None),
    ("auditeur", "Auditeur interne", groups.AUDITOR, "BACI", None),
    ("directeur", "Directeur général", groups.PROGRAMME_SIGNATORY, "DGD", None),
    (
        "directeur.kayes",
        "Directeur régional de Kayes",
        groups.LOCAL_SECRETARY,
        "DR Kayes",
        None,
    ),
)
WITH_ADMIN = {groups.USER_MANAGER, groups.AUDITOR}
ADMINISTRATOR = "admin@example.org"
OFFICER = "programme@example.org"
SIGNATORY = "signataire@example.org"
SECRETARY = "secretaire.kayes@example.org"


def focal_points():
    """Address, function and organisation of those who are written to."""
    for acronym, *_names in (*ASSOCIATIONS, *PUBLIC_PARTNERS):
        yield f"{slugify(acronym)}@example.org", f"Point focal {acronym}", acronym
    yield "fetram.adjoint@example.org", "Point focal adjoint FETRAM", "FETRAM"


def accounts():
    """Every address with what it is for, as the demonstration prints them."""
    yield ADMINISTRATOR, "administrator"
    for name, function, group, *_where in OFFICERS:
        yield f"{name}@example.org", f"{group} ({function})"
    for address, function, acronym in focal_points():
        language = ", reads English" if acronym == READS_ENGLISH else ""
        yield address, f"{function}{language}"
