from hypothesis import given
from hypothesis import strategies as st

from instructions.text.articles import Part, parse, text_of, with_keys
from instructions.text.markup import html_of

SOURCE = """Le Directeur général,

Vu la loi.

# Titre I — Généralités

## Chapitre 1

### Article 1er. Objet {#art-1}

Le présent texte **fixe** :

- la procédure ;
- les délais.

#### Précisions

Suite.

### Article 2. Champ

Partout.

## Annexes

### Annexe 1. Canaux

| canal | contrôle |
|---|---|
| vert | aucun |
"""


def test_a_text_is_cut_into_articles_with_their_headings():
    parts = with_keys(parse(SOURCE))

    assert [(p.key, p.label, p.title, p.section) for p in parts] == [
        ("preamble", "", "", ""),
        ("art-1", "Article 1er", "Objet", "# Titre I — Généralités\n\n## Chapitre 1"),
        ("art-2", "Article 2", "Champ", ""),
        ("annex-1", "Annexe 1", "Canaux", "## Annexes"),
    ]
    assert parts[1].body.endswith("#### Précisions\n\nSuite.")


def test_the_canonical_text_reads_back_as_itself():
    parts = with_keys(parse(SOURCE))

    assert parse(text_of(parts)) == parts


@given(st.text(alphabet="Aa #\n*-|`{}.:é\r\u00a0", max_size=80))
def test_any_typed_text_settles_at_once(source):
    once = text_of(with_keys(parse(source)))

    assert text_of(with_keys(parse(once))) == once


def test_an_article_keeps_its_id_when_renumbered_or_pasted_without_ids():
    before = with_keys(parse(SOURCE))
    pasted = """Article 1er : Définitions

Mots nouveaux.

Article 2 : Objet

Le présent texte fixe la procédure, les délais et les voies de recours.

Article 3 : Champ

Partout, sauf exception.
"""
    after = with_keys(parse(pasted), before)

    assert [(p.key, p.label) for p in after] == [
        ("art-1-a", "Article 1er"),
        ("art-1", "Article 2"),
        ("art-2", "Article 3"),
    ]


def test_an_id_used_once_is_never_given_to_another_article():
    parts = with_keys(parse("### Article 5. Neuf\n\nTexte."), used={"art-5"})

    assert [p.key for p in parts] == ["art-5-a"]


def test_an_article_in_one_paragraph_of_word_is_an_article():
    line = "Article 4 : Les marchandises placées sous douane restent sous scellés."

    assert parse(line) == [Part("Article 4", body=line.partition(" : ")[2])]


def test_a_sentence_that_begins_with_article_is_not_a_heading():
    assert parse("Article 4 du code des douanes.") == [
        Part(key="preamble", body="Article 4 du code des douanes.")
    ]


def test_what_is_typed_can_hold_no_script():
    html = html_of(
        "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://a/b.png)\n\n# Titre"
    )

    assert "<script" not in html
    assert "<a" not in html
    assert "<img" not in html
    assert "<h4>Titre</h4>" in html
