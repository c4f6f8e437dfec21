"""The fictitious promises that were kept, in time and late."""

from commitments.demo.names import CLAIM, CONFIRM, CONTEST, OPEN_TO_ALL, POSTPONE, START

# objective, owner, function, counterparts, made, due, office, level, what, in English,
# expected evidence, steps
KEPT_ON_TIME = (
    (
        *(1, "DGD", "Directeur général", ["CCIM", "CNPM"], 300, -200, "", OPEN_TO_ALL),
        "Signer et afficher dans chaque bureau la charte d’intégrité commune.",
        "Sign the common charter of integrity and post it in every office.",
        "Charte signée et photographie de l’affichage.",
        [
            (START, 280),
            (CLAIM, 205, "Charte signée et affichée dans neuf bureaux.", 1),
            (CONFIRM, 198, "CCIM", "Affichage vu à Bamako et à Kayes."),
        ],
    ),
    (
        *(3, "DRFRI", "Directeur", ["FETRAM", "ATDM"], 340, -230, "", OPEN_TO_ALL),
        "Publier la liste des pièces exigées pour chaque régime.",
        "Publish the list of documents required for each regime.",
        "Liste publiée sur le portail.",
        [
            (CLAIM, 236, "Liste publiée, régimes IM4 à EX3.", 1),
            (CONFIRM, 220, "FETRAM", ""),
        ],
    ),
    (
        *(4, "DSI", "Directeur", ["FETRAM", "CMTR"], 320, -120, "", OPEN_TO_ALL),
        "Ouvrir le dépôt du manifeste par voie électronique, jour et nuit.",
        "Open electronic lodging of the manifest, day and night.",
        "Journal du système sur trente jours.",
        [
            (START, 300),
            (CLAIM, 124, "Service ouvert sans interruption.", 1),
            (CONFIRM, 110, "CMTR", "Essayé de nuit à Diboli : le dépôt est reçu."),
        ],
    ),
    (
        *(6, "BACI", "Chef du bureau", ["CNPM", "OCLEI"], 260, -90, "", OPEN_TO_ALL),
        "Ouvrir une ligne d’appel gratuite et confidentielle pour signaler une demande indue.",
        "Open a free and confidential line to report an undue request.",
        "Numéro publié ; nombre d’appels par mois.",
        [
            (CLAIM, 96, "Ligne ouverte, numéro affiché dans les bureaux.", 0),
            (CONFIRM, 80, "CNPM", ""),
        ],
    ),
    (
        *(7, "CFP", "Directeur", ["ATDM", "FETRAM"], 280, -60, "", OPEN_TO_ALL),
        "Former cent déclarants à la valeur en douane.",
        "Train one hundred brokers’ clerks in customs value.",
        "Feuilles de présence.",
        [
            (START, 200),
            (CLAIM, 62, "Cent douze déclarants formés en quatre sessions.", 1),
            (CONFIRM, 55, "ATDM", ""),
        ],
    ),
    (
        *(
            8,
            "FETRAM",
            "Secrétaire général",
            ["DR Kayes"],
            210,
            -45,
            "DIB",
            OPEN_TO_ALL,
        ),
        "Désigner un correspondant de permanence à Diboli.",
        "Appoint a duty correspondent at Diboli.",
        "Nom de la fonction et numéro de permanence.",
        [
            (CLAIM, 50, "Permanence tenue du lundi au samedi.", 0),
            (CONFIRM, 44, "DR Kayes", ""),
        ],
    ),
)
KEPT_LATE = (
    (
        *(3, "DR Kayes", "Directeur régional", ["CMTR", "FETRAM"], 330, -160, "DIB"),
        OPEN_TO_ALL,
        "Afficher à Diboli les délais de chaque étape du dédouanement.",
        "Post at Diboli the time taken by each step of clearance.",
        "Photographie du panneau.",
        [
            (POSTPONE, 165, -130, "Le panneau n’était pas livré."),
            (CLAIM, 131, "Posé.", 1),
            (CONFIRM, 120, "CMTR", "Panneau vu à l’entrée du bureau."),
        ],
    ),
    (
        *(2, "DRFRI", "Directeur", ["OPI", "CCIM"], 350, -170, "", OPEN_TO_ALL),
        "Réunir en un seul texte les formalités de l’admission temporaire.",
        "Bring the formalities of temporary admission together in one text.",
        "Texte publié.",
        [
            (CLAIM, 140, "Texte publié dans la bibliothèque.", 0),
            (CONTEST, 132, "OPI", "L’annexe des cautions manque."),
            (CLAIM, 100, "Annexe des cautions ajoutée.", 1),
            (CONFIRM, 92, "OPI", "L’annexe est complète."),
        ],
    ),
    (
        *(5, "DCAD", "Directeur", ["CNPM", "Chambre des mines"], 240, -70, ""),
        OPEN_TO_ALL,
        "Prévenir l’entreprise dix jours avant un contrôle après dédouanement.",
        "Give a company ten days’ notice of a post-clearance control.",
        "Modèle d’avis et registre des avis.",
        [
            (START, 220),
            (CLAIM, 48, "Modèle adopté, registre ouvert.", 1),
            (CONFIRM, 40, "CNPM", ""),
        ],
    ),
)
