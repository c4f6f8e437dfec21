"""What was said in the meetings of the demonstration; fictitious, real in form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Discussion:
    """One item: what was found, what each side said, what was decided and promised."""

    title: str
    finding: str
    guests: str
    customs: str
    decision: str
    promise: str = ""
    function: str = ""
    evidence: str = ""
    factor: int = 10
    days: int = 60
    by_guest: bool = False


DISCUSSIONS = (
    Discussion(
        "Délais de recevabilité des déclarations",
        "Le délai médian entre le dépôt et l’enregistrement est passé de 2 à 5 heures "
        "depuis le mois dernier, surtout le lundi matin.",
        "Les déclarants attendent au guichet sans savoir pourquoi un dossier est "
        "arrêté. Un motif écrit suffirait dans la plupart des cas.",
        "Le système permet déjà de saisir un motif ; les agents ne l’utilisent pas.",
        "Tout arrêt de plus d’une heure porte un motif lisible par le déclarant.",
        "Afficher dans le système le motif de tout arrêt de plus d’une heure",
        "Chef de la division des systèmes",
        "Capture d’écran et note de service",
        4,
        45,
    ),
    Discussion(
        "Apurement des acquits de transit",
        "412 acquits restent ouverts au-delà de trente jours, dont un tiers pour une "
        "preuve de sortie reçue mais non saisie.",
        "Les cautions restent bloquées alors que la marchandise est sortie.",
        "Le bureau de sortie saisit les preuves une fois par semaine, faute d’agent.",
        "Les preuves reçues sont saisies chaque jour ouvrable avant 16 heures.",
        "Saisir chaque jour ouvrable les preuves de sortie reçues",
        "Chef du bureau",
        "Relevé hebdomadaire des acquits ouverts",
        5,
        30,
    ),
    Discussion(
        "Publication des notes de service",
        "Trois notes de service du semestre n’ont été connues des commissionnaires "
        "qu’au guichet.",
        "Une note qui change une pièce exigée doit être publiée avant son entrée en "
        "vigueur.",
        "Les notes purement internes ne sont pas concernées.",
        "Toute note qui change une pièce exigée du public est publiée sur le portail.",
        "Publier les notes qui changent les pièces exigées avant leur entrée en vigueur",
        "Rédacteur des textes",
        "Adresse de chaque note sur le portail",
        3,
        20,
    ),
    Discussion(
        "Dossiers incomplets déposés en fin de journée",
        "Une déclaration sur six arrive après 15 heures sans titre de transport.",
        "Les pièces arrivent par la route et ne peuvent pas toujours précéder.",
        "Un dossier incomplet occupe deux fois le même agent.",
        "La fédération rappelle la liste des pièces à ses membres.",
        "Former les membres à la liste des pièces et en rendre compte",
        "Secrétaire général",
        "Liste de présence des séances",
        8,
        50,
        by_guest=True,
    ),
    Discussion(
        "Visites physiques et rendez-vous",
        "Les visites commencent en moyenne 2 h 40 après l’heure annoncée.",
        "Un créneau annoncé la veille permettrait de louer un chariot à l’heure.",
        "Le scanner immobilisé en août explique la moitié du retard.",
        "Les visites du lendemain sont annoncées la veille avant 15 heures.",
        "Annoncer la veille les créneaux de visite du lendemain",
        "Chef de la section des visites",
        "Tableau des créneaux, chaque semaine",
        6,
        35,
    ),
    Discussion(
        "Suites données aux réclamations",
        "Sur 27 réclamations du trimestre, 9 sont sans réponse écrite.",
        "Sans réponse, un usager ne sait pas s’il peut former un recours.",
        "Les réponses orales ne sont pas comptées ; elles devraient être confirmées.",
        "Toute réclamation reçoit une réponse écrite dans les dix jours ouvrables.",
        "Répondre par écrit à toute réclamation dans les dix jours ouvrables",
        "Chef du BACI",
        "Registre des réclamations",
        7,
        40,
    ),
)
FOLLOW_UP = (
    "Les engagements ouverts ont été passés en revue ; aucun n’appelle de décision "
    "nouvelle."
)
ANY_OTHER = "Les dates de la prochaine réunion ont été confirmées."
RESERVATION = (
    "Notre organisation maintient que le délai devrait être de cinq jours ouvrables."
)
