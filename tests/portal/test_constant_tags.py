"""Constant sentences and addresses of templates: looked up once, right each time."""

from django.template import Context, engines
from django.utils import translation

SENTENCES = """{% load i18n %}{% for n in rows %}{% translate "Sign in" %}, \
{% translate "Search" as named %}{{ named }}, {% trans "Home" %}, {% translate word %}; \
{% endfor %}"""
ADDRESSES = """{% for row in rows %}{% url "search" %} {% url "search" as named %}\
{{ named }} {% url "accounts:organisation" row %}; {% endfor %}"""


def rendered(source, language, **context):
    template = engines["django"].engine.from_string(source)

    def said(language):
        with translation.override(language):
            return template.render(Context(context))

    said("en" if language == "fr" else "fr")
    return said(language), said(language)


def test_a_sentence_is_said_in_the_language_of_the_reader():
    twice = "Se connecter, Chercher, Accueil, Chercher; " * 2
    assert rendered(SENTENCES, "fr", rows="12", word="Search") == (twice, twice)

    twice = "Sign in, Search, Home, Search; " * 2
    assert rendered(SENTENCES, "en", rows="12", word="Search") == (twice, twice)


def test_an_address_keeps_the_language_and_what_differs_by_row():
    once = "/search/ /search/ /directory/1/; /search/ /search/ /directory/2/; "
    assert rendered(ADDRESSES, "fr", rows="12") == (once, once)

    once = once.replace("/search", "/en/search").replace("/dir", "/en/dir")
    assert rendered(ADDRESSES, "en", rows="12") == (once, once)
