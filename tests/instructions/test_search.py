"""The same forty queries find the same texts on SQLite and on PostgreSQL."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from instructions.models import Version
from instructions.search.find import matching
from instructions.search.found import Found
from instructions.search.hits import hits
from instructions.selection import Selection

TEXTS = {
    "transit": (
        "Transit routier",
        "### Article 1. Scellés\n\nLes véhicules en transit sont scellés au bureau de départ.\n\n### Article 2. Caution\n\nLa caution est libérée dès l'apurement.",
    ),
    "valeur": (
        "Valeur en douane des véhicules",
        "### Article 1. Doute\n\nL'inspecteur qui doute de la valeur déclarée demande une facture.",
    ),
    "mainlevee": (
        "Bon à enlever",
        "### Article 1. Délai\n\nLe bon à enlever est délivré dans les deux heures du paiement.\n\n### Article 2. Refus\n\nTout refus de mainlevée est motivé.",
    ),
    "export": (
        "Exportation des mangues",
        "### Article 1. Visite\n\nLes fruits sont visités au lieu d'empotage, sans scellé.\n\n### Article 2. Certificat\n\nLe certificat phytosanitaire n° 00123/MEF-DGD est exigé.",
    ),
    "abroge": (
        "Abrogation de dispositions",
        "### Article unique. Abrogation\n\nSont abrogées les dispositions sur l'œuvre exonérée.",
    ),
}
# query → the texts that it finds
QUERIES = {
    "transit": "transit",
    "TRANSITS": "transit",
    "scellé": "transit export",
    "scelle": "transit export",
    "scellement": "transit export",
    "scellés -transit": "export",
    "transit -scellés": "",
    "-transit": "valeur mainlevee export abroge",
    "-transit -bon": "valeur export abroge",
    "véhicule": "transit valeur",
    "vehicules": "transit valeur",
    "véhicules transit": "transit",
    "véhicules valeur": "valeur",
    "déclaré": "valeur",
    "declarer": "valeur",
    "déclaration": "valeur",
    '"bon à enlever"': "mainlevee",
    "« bon à enlever »": "mainlevee",
    '"enlever bon"': "",
    '"bureau de départ"': "transit",
    '"départ du bureau"': "",
    '-"bon à enlever"': "transit valeur export abroge",
    '"valeur en douane"': "valeur",
    '"valeur déclarée"': "valeur",
    "00123/MEF-DGD": "export",
    "00123": "export",
    "mef-dgd": "export",
    "MEF": "export",
    "oeuvre": "abroge",
    "œuvres": "abroge",
    "exonérées": "abroge",
    "exoneré": "abroge",
    "abroger": "abroge",
    "abrogé": "abroge",
    "l'apurement": "transit",
    "apurées caution": "transit",
    "caution paiement": "",
    "de la": "",
    "mangue": "export",
    "n'importe quoi": "",
}


@pytest.fixture
def library(published):
    return [
        published(name, title=title, text=text, changes="Rien de plus.")
        for name, (title, text) in TEXTS.items()
    ]


def test_forty_queries_find_what_they_should(library):
    found = {
        query: set(
            Version.objects.filter(matching(query)).values_list(
                "instruction__number", flat=True
            )
        )
        for query in QUERIES
    }

    assert found == {query: set(names.split()) for query, names in QUERIES.items()}
    assert len(QUERIES) == 40


def test_words_of_the_title_count_most(library, stranger):
    rows = Selection(q="véhicules").versions(stranger)

    assert [row.instruction.number for row in rows] == ["valeur", "transit"]


def test_what_is_in_force_comes_before_what_is_newer(published, stranger, today):
    first = published(in_force_on=today - timedelta(30))
    later = {"following": first.instruction, "in_force_on": today + timedelta(30)}
    published(**later, published_on=today - timedelta(3))
    published("013", in_force_on=today - timedelta(60))

    def order(**asked):
        selection = Selection(q="procédure", show="all", **asked)
        listed = [row.pk for row in selection.versions(stranger)]
        found = Found(selection, stranger, 10)
        assert [row.pk for row in found[0:10]] == listed
        rows = Version.objects.in_bulk(listed)
        return [(rows[pk].instruction.number, rows[pk].number) for pk in listed]

    assert order() == [("012", 1), ("013", 1), ("012", 2)]
    on = today + timedelta(30)
    assert order(on=on) == [("012", 2), ("013", 1), ("012", 1)]
    known = {"on": on, "known": today - timedelta(1)}
    assert order(**known) == [("012", 2)]


def test_a_hit_opens_at_the_article_that_answers(library, stranger):
    [hit] = hits(Selection(q="mainlevée").versions(stranger), "mainlevée", stranger)

    assert hit.url.endswith("/#art-2")
    assert hit.snippet == "Tout refus de <mark>mainlevée</mark> est motivé."


def test_a_snippet_escapes_what_it_shows(published, stranger):
    published(text="### Article 1. A\n\nSi a < b & c, la caution <script> tombe.")
    [hit] = hits(Selection(q="caution").versions(stranger), "caution", stranger)

    assert hit.snippet == (
        "Si a &lt; b &amp; c, la <mark>caution</mark> &lt;script&gt; tombe."
    )


@pytest.mark.servers
def test_postgresql_finds_the_same(postgres_url):
    """The whole file, and what depends on days and triggers, on the other database."""
    folder = os.path.dirname(__file__)
    files = ("search", "point_in_time", "lifecycle", "taking_part")
    paths = [os.path.join(folder, f"test_{name}.py") for name in files]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not servers", *paths],
        env=os.environ | {"DATABASE_URL": postgres_url, "PYTEST_XDIST_WORKER": "gw0"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:]
