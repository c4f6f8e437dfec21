"""Who takes part in the demonstration: organisations, units, offices."""

ASSOCIATIONS = (
    # acronym, name, name in English
    (
        "FETRAM",
        "Fédération des transitaires du Mali",
        "Federation of Customs Brokers of Mali",
    ),
    (
        "ATDM",
        "Association des transitaires et déclarants du Mali",
        "Association of Brokers and Declarants of Mali",
    ),
    (
        "CCIM",
        "Chambre de commerce et d’industrie du Mali",
        "Chamber of Commerce and Industry of Mali",
    ),
    (
        "CNPM",
        "Conseil national du patronat du Mali",
        "National Council of Employers of Mali",
    ),
    (
        "OPI",
        "Organisation patronale des industriels",
        "Employers’ Organisation of Industry",
    ),
    ("CMC", "Conseil malien des chargeurs", "Malian Shippers’ Council"),
    (
        "CMTR",
        "Conseil malien des transporteurs routiers",
        "Malian Council of Road Carriers",
    ),
    ("GCM", "Groupement des commerçants du Mali", "Traders’ Group of Mali"),
    (
        "APBEF",
        "Association professionnelle des banques et établissements financiers",
        "Professional Association of Banks and Financial Institutions",
    ),
    (
        "GMPP",
        "Groupement malien des professionnels du pétrole",
        "Malian Group of Petroleum Professionals",
    ),
    ("Chambre des mines", "Chambre des mines du Mali", "Chamber of Mines of Mali"),
    (
        "AMELEF",
        "Association malienne des exportateurs de légumes et fruits",
        "Malian Association of Fruit and Vegetable Exporters",
    ),
    (
        "ORIAM",
        "Organisation interprofessionnelle des intrants agricoles du Mali",
        "Malian Organisation for Agricultural Inputs",
    ),
)

PUBLIC_PARTNERS = (
    (
        "DGCC",
        "Direction générale du commerce, de la consommation et de la concurrence",
        "Directorate General for Trade, Consumption and Competition",
    ),
    (
        "APEX",
        "Agence pour la promotion des exportations",
        "Export Promotion Agency",
    ),
    ("DGI", "Direction générale des impôts", "Directorate General of Taxes"),
    (
        "OCLEI",
        "Office central de lutte contre l’enrichissement illicite",
        "Central Office against Illicit Enrichment",
    ),
)

DIRECTORATE = (
    "DGD",
    "Direction générale des Douanes",
    "Directorate General of Customs",
)

UNITS = (
    # acronym, name, name in English, answers for, the same in English
    (
        "BACI",
        "Bureau de l’audit et du contrôle interne",
        "Office of Audit and Internal Control",
        "Intégrité, réclamations sur la conduite d’un agent, sondage SPID.",
        "Integrity, complaints about an officer’s conduct, the perception survey.",
    ),
    (
        "BRPC",
        "Bureau des relations publiques et de la communication",
        "Office of Public Relations and Communication",
        "Visites, presse, Journée internationale de la Douane.",
        "Visits, press, International Customs Day.",
    ),
    ("CET", "Cellule d’expertise technique", "Technical Expertise Unit", "", ""),
    (
        "CFP",
        "Centre de formation professionnelle",
        "Training Centre",
        "Séances d’information et formation des déclarants.",
        "Information sessions and training of declarants.",
    ),
    (
        "DRFRI",
        "Direction de la réglementation, de la facilitation et des relations internationales",
        "Directorate for Regulation, Facilitation and International Relations",
        "Textes, procédure de dédouanement, programme annuel de rencontres.",
        "Texts, clearance procedure, annual meeting programme.",
    ),
    (
        "DRS",
        "Direction des recettes et des statistiques",
        "Directorate for Revenue and Statistics",
        "Valeur en douane, paiement, statistiques du commerce extérieur.",
        "Customs value, payment, foreign trade statistics.",
    ),
    (
        "DSI",
        "Direction des systèmes d’information",
        "Directorate for Information Systems",
        "Accès au système de dédouanement et incidents.",
        "Access to the clearance system and incidents.",
    ),
    (
        "DRH",
        "Direction des ressources humaines",
        "Directorate for Human Resources",
        "",
        "",
    ),
    (
        "DFM",
        "Direction des finances et du matériel",
        "Directorate for Finance and Equipment",
        "",
        "",
    ),
    (
        "DCAD",
        "Direction du contrôle après dédouanement",
        "Directorate for Post-Clearance Control",
        "Contrôles après dédouanement, entrepôts pétroliers.",
        "Post-clearance controls, petroleum warehouses.",
    ),
    (
        "DRLF",
        "Direction du renseignement et de la lutte contre la fraude",
        "Directorate for Intelligence and Enforcement",
        "Contrôles routiers et escortes.",
        "Road controls and escorts.",
    ),
)

REGIONS = (
    "Bamako",
    "Koulikoro",
    "Kayes",
    "Sikasso",
    "Ségou",
    "Bougouni",
    "Koutiala",
    "Kita",
    "Nioro du Sahel",
    "Tombouctou",
)

OFFICES = (
    # code, name, region, answers for, the same in English
    (
        "BSA",
        "Bamako-Sénou aéroport",
        "Bamako",
        "Fret aérien, bagages, périssables à l’exportation.",
        "Air cargo, baggage, perishables for export.",
    ),
    (
        "BFE",
        "Bamako-fer",
        "Bamako",
        "Marchandises arrivées par le rail, conteneurs.",
        "Goods arriving by rail, containers.",
    ),
    ("KAT", "Kati", "Koulikoro", "Véhicules et transit.", "Vehicles and transit."),
    (
        "DIB",
        "Diboli",
        "Kayes",
        "Frontière du Sénégal : transit, escortes.",
        "Border with Senegal: transit, escorts.",
    ),
    (
        "ZEG",
        "Zégoua",
        "Sikasso",
        "Frontière de la Côte d’Ivoire : transit, fruits et légumes.",
        "Border with Côte d’Ivoire: transit, fruit and vegetables.",
    ),
    (
        "HER",
        "Hérémakono",
        "Sikasso",
        "Frontière du Burkina Faso.",
        "Border with Burkina Faso.",
    ),
    (
        "KOU",
        "Kourémalé",
        "Koulikoro",
        "Frontière de la Guinée.",
        "Border with Guinea.",
    ),
    ("BPP", "BPP", "Bamako", "Produits pétroliers.", "Petroleum products."),
    ("BCT", "BCT", "Bamako", "Contrôle du transit.", "Transit control."),
)
