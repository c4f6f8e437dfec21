"""The fictitious partnership plan: its objectives, by factor, and what was promised.

Days count from today: `made` days ago, due in `due` days (past where negative). Each
step is (name, days ago, …): see the loader for what each name takes.
"""

TITLE = "Plan de partenariat Douane–secteur privé {first}-{last}"
TITLE_EN = "Customs–private sector partnership plan {first}-{last}"
SUMMARY = (
    "Huit objectifs, chacun rattaché à l’un des dix facteurs clés de la Déclaration "
    "d’Arusha révisée. Chaque engagement a un responsable, une échéance et des "
    "bénéficiaires, qui confirment ou contestent. Données fictives."
)
SUMMARY_EN = (
    "Eight objectives, each under one of the ten key factors of the Revised Arusha "
    "Declaration. Every commitment has an owner, a date and counterparts, who confirm "
    "or contest. Fictitious data."
)

# number: factor, title, title in English
OBJECTIVES = {
    1: (1, "Porter l’exemple au sommet", "Lead by example"),
    2: (
        2,
        "Rendre les règles simples et applicables",
        "Make rules simple and workable",
    ),
    3: (
        3,
        "Publier les délais, les frais et les textes",
        "Publish times, charges and texts",
    ),
    4: (
        4,
        "Dématérialiser le dédouanement de bout en bout",
        "Clear goods without paper from end to end",
    ),
    5: (
        6,
        "Contrôler mieux, arrêter moins",
        "Control better, stop less",
    ),
    6: (
        7,
        "Prévenir la corruption aux points de contact",
        "Prevent corruption where people meet",
    ),
    7: (
        8,
        "Former ensemble agents et déclarants",
        "Train officers and brokers together",
    ),
    8: (
        10,
        "Faire vivre le dialogue dans les régions",
        "Keep the dialogue alive in the regions",
    ),
}
