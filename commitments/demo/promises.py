"""The fictitious promises that are not kept, in every state, and the kept ones."""

from commitments.demo.kept import KEPT_LATE, KEPT_ON_TIME
from commitments.demo.names import (
    ABANDON,
    CLAIM,
    CONSENT,
    CONTEST,
    ESCALATE,
    OPEN_TO_ALL,
    PARTIES,
    PARTNERS,
    POSTPONE,
    START,
)

# objective, owner, function, counterparts, made, due, office, level, what, in English,
# expected evidence, steps
AWAITING = (
    (
        *(4, "DSI", "Directeur", ["APBEF", "FETRAM"], 190, 12, "", OPEN_TO_ALL),
        "Permettre le paiement des droits par virement et par téléphone.",
        "Allow duties to be paid by transfer and by telephone.",
        "Premier paiement reçu par chaque moyen.",
        [(START, 150), (CLAIM, 6, "Deux banques et un opérateur raccordés.", 1)],
    ),
    (
        *(7, "ATDM", "Présidente", ["CFP"], 150, -3, "", OPEN_TO_ALL),
        "Publier le calendrier annuel des formations ouvertes aux déclarants.",
        "Publish the yearly calendar of courses open to brokers’ clerks.",
        "Calendrier publié.",
        [(CLAIM, 4, "Calendrier envoyé à tous les membres.", 0)],
    ),
    (
        *(3, "DRS", "Directeur", ["CCIM"], 200, -50, "", OPEN_TO_ALL),
        "Publier chaque trimestre les délais moyens de mainlevée.",
        "Publish average release times every quarter.",
        "Tableau du trimestre.",
        [(CLAIM, 52, "Premier tableau publié.", 1)],
    ),
)
CONTESTED = (
    (
        *(5, "DR Sikasso", "Directeur régional", ["AMELEF", "CMTR"], 180, -25, "ZEG"),
        OPEN_TO_ALL,
        "Réserver à Zégoua une file aux fruits et légumes frais.",
        "Keep a lane at Zégoua for fresh fruit and vegetables.",
        "Relevé des passages sur un mois.",
        [
            (START, 160),
            (CLAIM, 30, "File ouverte.", 0),
            (CONTEST, 22, "AMELEF", "La file est fermée après 16 heures."),
        ],
    ),
    (
        *(6, "DRLF", "Directeur", ["CMTR"], 170, 40, "", PARTNERS),
        "Réduire à trois les postes de contrôle entre Diboli et Bamako.",
        "Cut the control posts between Diboli and Bamako to three.",
        "Liste des postes et constat du Conseil des transporteurs.",
        [
            (START, 160),
            (CLAIM, 28, "Trois postes maintenus.", 0),
            (CONTEST, 15, "CMTR", "Cinq postes constatés lors de deux voyages."),
        ],
    ),
)
POSTPONED = (
    (
        *(4, "DSI", "Directeur", ["FETRAM", "DGCC"], 300, -30, "", OPEN_TO_ALL),
        "Raccorder la Direction du commerce au guichet unique.",
        "Connect the Directorate for Trade to the single window.",
        "Première intention d’importation reçue par le guichet.",
        [(START, 240), (POSTPONE, 40, 60, "Le serveur du partenaire est remplacé.")],
    ),
    (
        *(2, "DRFRI", "Directeur", ["ORIAM", "DGCC"], 220, -80, "", OPEN_TO_ALL),
        "Publier la liste des intrants agricoles exonérés.",
        "Publish the list of farm inputs that are exempt.",
        "Liste publiée.",
        [
            (POSTPONE, 90, -20, "La loi de finances n’était pas votée."),
            (POSTPONE, 21, 45, "La liste attend l’avis du ministère."),
        ],
    ),
)
ABANDONED = (
    (
        *(5, "DRLF", "Directeur", ["CMTR", "CMC"], 260, -40, "", OPEN_TO_ALL),
        "Géolocaliser gratuitement tous les camions en transit.",
        "Track all lorries in transit free of charge.",
        "Contrat signé.",
        [(START, 200), (ABANDON, 35, "Le financement n’a pas été accordé.")],
    ),
    (
        *(8, "GCM", "Secrétaire général", ["DGD"], 250, -100, "", OPEN_TO_ALL),
        "Tenir un guichet d’aide aux commerçants au marché de Bamako.",
        "Keep a help desk for traders at the market of Bamako.",
        "Registre des visites.",
        [
            (ABANDON, 110, "La Chambre de commerce tient déjà ce guichet."),
            (CONSENT, 102, "DGD", "Le guichet de la Chambre suffit."),
        ],
    ),
)
OVERDUE = (
    (
        *(3, "DR Kayes", "Directeur régional", ["FETRAM", "CMTR"], 200, -34, "DIB"),
        OPEN_TO_ALL,
        "Répondre par écrit en dix jours aux difficultés signalées à Diboli.",
        "Answer in writing within ten days the difficulties reported at Diboli.",
        "Registre des réponses.",
        [(START, 150), (ESCALATE, 27, 1), (ESCALATE, 13, 2)],
    ),
    (
        *(8, "DR Sikasso", "Directeur régional", ["AMELEF"], 240, -62, "HER"),
        OPEN_TO_ALL,
        "Réunir tous les deux mois le comité local de Hérémakono.",
        "Convene the local committee of Hérémakono every two months.",
        "Comptes rendus.",
        [(ESCALATE, 55, 1), (ESCALATE, 41, 2), (ESCALATE, 20, 3)],
    ),
    (
        *(2, "GMPP", "Directeur exécutif", ["DCAD"], 120, -8, "BPP", PARTIES),
        "Remettre l’inventaire mensuel des entrepôts pétroliers.",
        "Hand over the monthly inventory of petroleum warehouses.",
        "Inventaire du mois.",
        [(ESCALATE, 1, 1)],
    ),
)
UNDER_WAY = (
    (
        *(1, "DGD", "Directeur général", ["CNPM", "CCIM"], 60, 65, "", OPEN_TO_ALL),
        "Présider chaque trimestre la plénière de concertation.",
        "Chair the plenary every quarter.",
        "Comptes rendus signés.",
        [(START, 50)],
    ),
    (
        *(4, "FETRAM", "Secrétaire général", ["DSI"], 70, 9, "", OPEN_TO_ALL),
        "Équiper vingt cabinets pour la déclaration sans papier.",
        "Equip twenty brokers for paperless declarations.",
        "Liste des cabinets équipés.",
        [(START, 40)],
    ),
    (
        *(6, "CMTR", "Président", ["DRLF"], 45, 90, "", OPEN_TO_ALL),
        "Remettre à chaque chauffeur une carte des contrôles autorisés.",
        "Give every driver a card of the controls that are allowed.",
        "Modèle de carte et nombre de cartes remises.",
        [],
    ),
    (
        *(7, "DRH", "Directeur", ["CNPM"], 30, 150, "", OPEN_TO_ALL),
        "Publier les critères d’affectation aux postes exposés.",
        "Publish the criteria for posting to exposed positions.",
        "Note publiée.",
        [],
    ),
    (
        *(8, "BRPC", "Chef du bureau", ["CCIM", "FETRAM"], 20, 240, "", OPEN_TO_ALL),
        "Présenter le bilan des engagements à la Journée internationale de la Douane.",
        "Present the results of the commitments at International Customs Day.",
        "Rapport annuel.",
        [],
    ),
)
PROMISES = (
    *(*KEPT_ON_TIME, *KEPT_LATE, *AWAITING, *CONTESTED, *POSTPONED),
    *(*ABANDONED, *OVERDUE, *UNDER_WAY),
)
