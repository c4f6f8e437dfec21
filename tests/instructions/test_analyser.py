import pytest

from instructions.text import analyser
from instructions.text.query import Query, parse

MEET = """
    déclarer~déclarée déclarer~déclaration exonéré~exonérées abrogé~abrogée
    abroger~abrogation dédouanement~dédouaner douane~douanes douanier~douanière
    liquidation~liquider liquidé~liquidées transit~transits entrepôt~entrepôts
    entreposer~entreposée mainlevée~mainlevées scellé~scellés sceller~scellement
    scanner~scanners contrôle~contrôler contrôlé~contrôlées manifeste~manifestes
    recevabilité~recevable enregistrement~enregistré enregistrer~enregistrée
    apurement~apurer apuré~apurée caution~cautions cautionnement~cautionner
    importation~importations importateur~importateurs importatrice~importatrices
    exporté~exportées exportateur~exportatrices redevable~redevables
    marchandise~MARCHANDISES véhicule~vehicules œuvre~oeuvre régime~régimes
    agréé~agréés agrément~agréments commissionnaire~commissionnaires valeur~valeurs
    taxé~taxées perçu~perçus saisie~saisies saisir~saisi amende~amendes
    pénalité~pénalités visite~visites visiter~visité vérifier~vérification
    vérifiée~vérifiées sélectif~sélective sélectivité~sélectif suspendu~suspendue
    admission~admissions temporaire~temporaires réexportation~réexporter
    réimportation~réimportations paiement~paiements payer~payée quittance~quittances
    bordereau~bordereaux signé~signée signature~signatures modifier~modifiée
    modification~modifier remplacé~remplacée complété~complétées délai~délais
    facilité~facilités tarif~tarifs tarifaire~tarifaires nomenclature~nomenclatures
    origine~origines certificat~certificats conteneur~conteneurs
    transitaire~transitaires bureau~bureaux journal~journaux brigade~brigades
    litige~litiges contentieux~contentieuse domiciliation~domicilier
    assurance~assurances facture~factures facturer~facturée échéance~échéances
    élève~eleve prohibé~prohibées dérogation~déroger licence~licences avarié~avariées
    acquitter~acquittée remboursement~rembourser remboursé~remboursées
    consigné~consignée garantie~garanties inspecté~inspectée inspection~inspecter
    embarqué~embarquées débarquement~débarquer certifier~certification
    classifié~classification rectifier~rectifications notifié~notification
    d’entrée~entrée
"""
STRANGERS = """
    transit~transitoire valeur~valable colis~collision visa~visite office~officier
    caution~précaution agent~agence mandat~mandataire matière~matériel plomb~plombier
    poste~postal marche~marchandise compte~comptoir régime~région tarif~tari
    origine~original cargaison~cargo douane~doute saisie~saison titre~tirer
    franchise~franc scanner~scander convoi~convoquer espèce~espace reçu~recueil
    transport~transporteur
"""


@pytest.mark.parametrize("pair", MEET.split())
def test_words_of_one_family_meet(pair):
    one, other = pair.split("~")
    assert analyser.tokens(one) == analyser.tokens(other)


@pytest.mark.parametrize("pair", STRANGERS.split())
def test_words_of_two_families_stay_apart(pair):
    one, other = pair.split("~")
    assert analyser.tokens(one) != analyser.tokens(other)


def test_tokens_hold_nothing_that_a_database_would_cut():
    text = "L'œuvre n° 00123/MEF-DGD : 10,5 % – bon à enlever ; ŒUVRES"

    assert analyser.tokens(text) == [
        "oeuvr",
        "00123mefdgd",
        "00123",
        "mef",
        "dgd",
        "10",
        "5",
        "bon",
        "enlev",
        "oeuvr",
    ]


def test_composed_and_decomposed_accents_are_the_same():
    assert analyser.tokens("de\u0301clare\u0301e") == analyser.tokens("déclarée")


def test_english_texts_go_through_the_english_stemmer():
    assert analyser.tokens("declared goods are inspected", "en") == [
        "declar",
        "good",
        "inspect",
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("transit douane", Query(words=("transit", "douan"))),
        ('"bon à enlever"', Query(phrases=(("bon", "enlev"),))),
        ("« bon à enlever »", Query(phrases=(("bon", "enlev"),))),
        ("transit -scellés", Query(words=("transit",), without=("scel",))),
        ('-"bon à enlever"', Query(without_phrases=(("bon", "enlev"),))),
        ("00123/MEF-DGD", Query(words=("00123mefdgd",))),
        ("l'admission", Query(words=("admiss",))),
        ('"transit"', Query(words=("transit",))),
        ('"non fermé', Query(phrases=(("non", "ferm"),))),
        ("transit transits", Query(words=("transit",))),
        ("de la", Query()),
        ('" - -" ( & | ! :* ', Query()),
    ],
)
def test_one_query_syntax(typed, read):
    assert parse(typed) == read
