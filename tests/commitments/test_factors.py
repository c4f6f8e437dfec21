from django.utils import translation

from commitments.factors import Factor


def test_the_ten_factors_keep_their_numbers_and_their_french_names():
    with translation.override("fr"):
        names = {factor.value: str(factor.label) for factor in Factor}

    assert names == {
        1: "Conduite et engagement des responsables",
        2: "Cadre réglementaire",
        3: "Transparence",
        4: "Automatisation",
        5: "Réforme et modernisation",
        6: "Contrôle et enquête",
        7: "Code de conduite",
        8: "Gestion des ressources humaines",
        9: "Esprit de corps",
        10: "Relations avec le secteur privé",
    }
