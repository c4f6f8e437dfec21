"""What the demonstration publishes: fictitious texts, days counted from today."""

from instructions.models import Audience, Type, Verb

STEP = "step"
REGIME = "regime"
CHANNEL = "channel"
FACTOR = "factor"

BASIS = "Code des douanes (fictif), articles 12 à 31."
SIGNATORY = "Le Directeur général des Douanes"

# slug of the file: type, number, title, title in English, keywords, labels
TEXTS = {
    "cadre": (
        Type.FRAMEWORK,
        "001",
        "Procédure de dédouanement des marchandises",
        "Clearance procedure for goods",
        "dédouanement, déclaration, visite, mainlevée",
        [(STEP, str(n)) for n in range(1, 13)]
        + [(REGIME, code) for code in ("IM4", "IM5", "IM6", "IM7", "IM8", "EX1", "EX3")]
        + [(CHANNEL, code) for code in ("green", "blue", "yellow", "red")]
        + [(FACTOR, "2"), (FACTOR, "3")],
    ),
    "transit": (
        Type.CIRCULAR,
        "014",
        "Transit routier et ferroviaire des marchandises",
        "Transit of goods by road and rail",
        "corridor, scellé, caution, itinéraire",
        [(STEP, "2"), (STEP, "11"), (REGIME, "IM8"), (FACTOR, "2")],
    ),
    "valeur": (
        Type.NOTE,
        "027",
        "Contrôle de la valeur en douane des véhicules d’occasion",
        "Customs valuation of used vehicles",
        "valeur, véhicule, facture, doute",
        [(STEP, "6"), (STEP, "8"), (REGIME, "IM4"), (FACTOR, "2")],
    ),
    "horaires": (
        Type.COMMUNIQUE,
        "003",
        "Horaires d’ouverture des bureaux de douane",
        "Opening hours of customs offices",
        "horaires, Ramadan, travail extralégal",
        [(STEP, "3"), (STEP, "7"), (FACTOR, "3")],
    ),
    "scellement": (
        Type.DECISION,
        "009",
        "Scellement électronique sur le corridor de l’Ouest",
        "Electronic seals on the Western corridor",
        "balise, scellé, suivi, Diboli",
        [(STEP, "2"), (REGIME, "IM8"), (FACTOR, "4")],
    ),
    "oea": (
        Type.DECISION,
        "011",
        "Statut d’opérateur économique agréé",
        "Authorised economic operator status",
        "OEA, agrément, facilitation, sûreté",
        [(STEP, "5"), (STEP, "12"), (CHANNEL, "green"), (FACTOR, "10")],
    ),
    "paiement": (
        Type.NOTE,
        "031",
        "Paiement électronique des droits et taxes",
        "Electronic payment of duties and taxes",
        "quittance, virement, monnaie électronique",
        [(STEP, "9"), (STEP, "10"), (FACTOR, "4")],
    ),
    "magasins": (
        Type.CIRCULAR,
        "006",
        "Séjour des marchandises en magasins et aires de dédouanement",
        "Stay of goods in warehouses and clearance areas",
        "magasin, séjour, entreposage",
        [(STEP, "2"), (REGIME, "IM7"), (FACTOR, "2")],
    ),
    "exportation": (
        Type.USERS,
        "018",
        "Exportation des fruits et légumes : procédure simplifiée",
        "Export of fruit and vegetables: simplified procedure",
        "mangue, exportation, empotage, phytosanitaire",
        [(STEP, "7"), (REGIME, "EX1"), (FACTOR, "10")],
    ),
    "panne": (
        Type.NOTE,
        "022",
        "Procédure de secours en cas de panne du système",
        "Fallback procedure when the system is down",
        "panne, secours, engagement",
        [(STEP, "3"), (STEP, "10"), (FACTOR, "4")],
    ),
    "periodes": (
        Type.CIRCULAR,
        "041",
        "Rendez-vous de visite et visites intégrales",
        "Inspection appointments and full inspections",
        "visite, rendez-vous, manutention",
        [(STEP, "7"), (CHANNEL, "red"), (FACTOR, "10")],
    ),
    "guichet": (
        Type.DECISION,
        "038",
        "Documents obtenus par le guichet unique",
        "Documents obtained through the single window",
        "guichet unique, dématérialisation, certificat",
        [(STEP, "1"), (STEP, "6"), (FACTOR, "4"), (FACTOR, "5")],
    ),
}
AUDIENCES = {"exportation": Audience.USERS, "valeur": Audience.SERVICE}

CADRE_1 = "Un seul texte réunit désormais toute la procédure, avec un délai pour chaque étape."
CADRE_2 = "La recevabilité est prononcée en quatre heures au lieu de vingt-quatre. Le paiement électronique est admis partout. Le manifeste routier est transmis avant l’arrivée."
CADRE_3 = "La visite a lieu sur rendez-vous, dans les douze heures. Une visite intégrale sans infraction ne coûte plus rien à l’usager. Le bon à enlever suit le paiement d’une heure au plus."

# file: published so many days ago, in force so many days ago, what changes, relations
PUBLISHED = (
    ("cadre", 460, 425, CADRE_1, ()),
    ("magasins", 900, 880, "Le séjour en magasin est ramené à dix jours.", ()),
    (
        "transit",
        395,
        365,
        "Un seul délai de route, une caution libérée le jour même de l’apurement.",
        ((Verb.APPLIES, "cadre", ""), (Verb.REPLACES, "magasins", "")),
    ),
    (
        "valeur",
        300,
        285,
        "Les valeurs de référence orientent le contrôle sans remplacer la valeur déclarée.",
        ((Verb.APPLIES, "cadre", ""), (Verb.CITES, "magasins", "")),
    ),
    (
        "horaires",
        250,
        250,
        "Le travail hors horaires est de droit pour les périssables.",
        (),
    ),
    (
        "oea",
        220,
        190,
        "Un statut ouvert à toute la chaîne, une réponse en quatre-vingt-dix jours.",
        ((Verb.COMPLETES, "cadre", ""),),
    ),
    (
        "paiement",
        170,
        155,
        "Les droits se paient par virement, carte ou téléphone ; la quittance est immédiate.",
        ((Verb.COMPLETES, "cadre", "art-43 art-45"),),
    ),
    (
        "exportation",
        120,
        105,
        "Deux documents suffisent, et la visite se fait là où vous chargez.",
        ((Verb.APPLIES, "cadre", "art-54"),),
    ),
    (
        "panne",
        90,
        90,
        "Au-delà de deux heures de panne, la marchandise sort contre engagement.",
        ((Verb.COMPLETES, "cadre", "art-27"),),
    ),
    (
        "scellement",
        60,
        20,
        "À Diboli, une balise gratuite remplace le scellé ; vous suivez votre marchandise.",
        ((Verb.AMENDS, "transit", "art-3"),),
    ),
)
CONSULTED = ("transit",)
WAIVED = {
    "magasins": ("minor", "Reprise à l’identique de règles en vigueur."),
    "horaires": ("relief", "La mesure n’ouvre que des facilités."),
    "panne": ("urgency", "Panne générale du système la veille de la signature."),
}

SECOND = (
    (
        "et au plus tard deux heures après. La prise en charge",
        "et au plus tard une heure après. La prise en charge",
    ),
    (
        "au plus tard vingt-quatre heures avant l’arrivée par air ou par rail, et à l’arrivée par route.",
        "au plus tard vingt-quatre heures avant l’arrivée par air ou par rail, et deux heures avant l’arrivée par route.",
    ),
    (
        "Le service se prononce sur la recevabilité dans les vingt-quatre heures du dépôt.",
        "Le service se prononce sur la recevabilité dans les quatre heures ouvrables du dépôt. Passé ce délai, la déclaration est réputée recevable.",
    ),
    (
        "Les droits et taxes sont payés au comptant, en espèces, par chèque certifié ou par virement, à la caisse du receveur du bureau.",
        "Les droits et taxes sont payés au comptant, par voie électronique ou à la caisse du receveur du bureau, au choix du redevable.",
    ),
    (
        "dans les trente jours. La décision lie le service pendant un an.",
        "dans les trente jours. La décision lie le service pendant trois ans.",
    ),
    (
        "| prise en charge du manifeste | 2 heures |",
        "| prise en charge du manifeste | 1 heure |",
    ),
    ("| recevabilité | 24 heures |", "| recevabilité | 4 heures ouvrables |"),
    (
        "### Article 18. Dépôt {#art-18}",
        "### Article 18. Prolongation du séjour\n\nLe chef de bureau prolonge le séjour de quinze jours lorsque le retard n’est pas imputable à l’usager.\n\n### Article 18 bis. Dépôt {#art-18}",
    ),
)
THIRD = (
    (
        "La visite a lieu dans les vingt-quatre heures de l’orientation au canal rouge, en présence du déclarant dûment convoqué.",
        "La visite a lieu sur rendez-vous choisi par le déclarant dans le système, dans les douze heures ouvrables de l’orientation au canal rouge.",
    ),
    (
        "elle n’est intégrale que sur décision motivée.",
        "elle n’est intégrale que sur décision écrite et motivée du chef de bureau. Les frais d’une visite intégrale qui ne relève aucune infraction ne sont pas à la charge de l’usager.",
    ),
    (
        "sont payés ou garantis, et au plus tard deux heures après.",
        "sont payés ou garantis, et au plus tard une heure après.",
    ),
    ("| visite physique | 24 heures |", "| visite physique | 12 heures ouvrables |"),
    ("| bon à enlever | 2 heures |", "| bon à enlever | 1 heure |"),
)
HOURS = (
    "et le vendredi de 7 h 30 à 17 h 30.\n",
    "et le vendredi de 7 h 30 à 17 h 30. Le bureau de l’aéroport de Bamako-Sénou reçoit en outre les déclarations le samedi de 8 h à 12 h.\n",
)
# what each text carries out, in the words of the promise
FULFILS = {
    "cadre": (
        "Publier la liste des pièces exigées pour chaque régime.",
        "Afficher à Diboli les délais de chaque étape du dédouanement.",
    ),
    "paiement": ("Permettre le paiement des droits par virement et par téléphone.",),
    "guichet": ("Raccorder la Direction du commerce au guichet unique.",),
    "exportation": ("Réserver à Zégoua une file aux fruits et légumes frais.",),
}
