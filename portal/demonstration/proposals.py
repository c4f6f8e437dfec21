"""What organisations propose in the demonstration; fictitious, real in form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Proposal:
    """One topic, by whom, for what, and what becomes of it."""

    organisation: str
    title: str
    text: str
    title_en: str = ""
    factor: int | None = None
    committee: str = ""
    fate: str = "proposed"
    reason: str = ""
    days_ago: int = 3
    is_masked: bool = False


KAYES = "Comité local de Kayes-Diboli"
SIKASSO = "Comité local de Sikasso-Zégoua"
VALUE = "Groupe technique Valeur"

# The first of a pair stands before what is merged into it.
PROPOSALS = (
    Proposal(
        "CMTR",
        "Attente des camions au scanner de Diboli",
        "Depuis septembre, les camions attendent le scanner six heures en moyenne. Un "
        "rendez-vous par tranche horaire éviterait la file de nuit.",
        "Waiting for the scanner at Diboli",
        *(6, KAYES, "accepted", ""),
        days_ago=24,
    ),
    Proposal(
        "FETRAM",
        "File d’attente au scanner de Diboli",
        "Nos membres signalent la même file depuis deux mois, surtout le jeudi.",
        "",
        *(6, KAYES, "merged", ""),
        days_ago=20,
    ),
    Proposal(
        "CMC",
        "Stationnement des conteneurs vides à Diboli",
        "Aucune aire n’est réservée aux conteneurs vides qui repartent vers Dakar.",
        "Parking of empty containers at Diboli",
        *(None, KAYES, "escalated"),
        "Le comité ne dispose d’aucun terrain ; une décision nationale est nécessaire.",
        days_ago=19,
    ),
    Proposal(
        "AMELEF",
        "Passage prioritaire des produits frais à Zégoua",
        "La mangue attend avec le tout-venant ; trois lots ont été perdus en mai.",
        "Priority lane for fresh produce at Zégoua",
        *(5, SIKASSO, "answered"),
        "Une voie prioritaire sera ouverte de 6 h à 10 h pendant la campagne.",
        days_ago=40,
    ),
    Proposal(
        "GCM",
        "Valeurs de référence du riz et du sucre",
        "Les fiches datent de l’an dernier ; les cours ont baissé de 14 %.",
        "Reference values of rice and sugar",
        *(3, VALUE, "accepted", ""),
        days_ago=15,
    ),
    Proposal(
        "CCIM",
        "Remboursement des droits payés en trop",
        "Le délai moyen de remboursement dépasse onze mois.",
        "Refund of duties paid in excess",
        *(4, "", "accepted", ""),
        days_ago=12,
    ),
    Proposal(
        "GMPP",
        "Exonération du carburant des groupes électrogènes",
        "La demande concerne les sites industriels hors réseau.",
        "",
        *(None, "", "declined"),
        "L’exonération relève de la loi de finances et non de la Douane.",
        days_ago=11,
    ),
    Proposal(
        "FETRAM",
        "Accès au système le samedi matin",
        "Les dossiers déposés le vendredi soir restent bloqués jusqu’au lundi.",
        "Access to the system on Saturday mornings",
        *(4, "", "proposed", ""),
        days_ago=5,
    ),
    Proposal(
        "ATDM",
        "Ouverture du système le samedi",
        "Une permanence de quatre heures suffirait pour les régimes urgents.",
        "",
        *(4, "", "proposed", ""),
        days_ago=2,
    ),
    Proposal(
        "ORIAM",
        "Frais demandés hors quittance au bureau",
        "Des membres rapportent des frais sans quittance ; ils ne souhaitent pas être "
        "nommés devant le bureau.",
        "",
        *(7, KAYES, "proposed", ""),
        days_ago=4,
        is_masked=True,
    ),
    Proposal(
        "APBEF",
        "Mainlevée électronique des cautions",
        "Les banques attendent l’original papier pendant trois semaines.",
        "Electronic release of guarantees",
        *(4, "", "proposed", ""),
        days_ago=1,
    ),
)
# For the meetings that come next: the title, the same in English, the factor.
FOR_MEETINGS = (
    ("Délais de la visite physique", "Time taken by physical inspections", 5),
    ("Motifs écrits des rejets", "Written grounds for rejections", 3),
    ("Calendrier des formations communes", "Calendar of joint training", 8),
)
