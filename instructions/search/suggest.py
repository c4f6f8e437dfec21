"""Did you mean: the nearest words of the texts for words that no text holds."""

import unicodedata
from difflib import get_close_matches
from itertools import islice

from django.db.models.functions import Length

from instructions.models import Word
from instructions.text import analyser

NEAR = 0.72
SLACK = 2
MOST = 4  # words set right at once: each is compared with a part of the vocabulary


def suggestion(text, language="fr"):
    """The search with its unknown words replaced by the nearest known, or ""."""
    replaced = {}
    for one in dict.fromkeys([language, "fr"]):
        replaced = unknown_words(text, one)
        if replaced:
            break
    better = text
    for word, near in replaced.items():
        better = swap(better, word, near)
    return better if replaced else ""


def unknown_words(text, language):
    """The words that no text holds, with the nearest that one does."""
    known = Word.objects.filter(language=language)
    unknown = (
        word
        for word, token in dict(analyser.words(text, language)).items()
        if not known.filter(token=token).exists()
    )
    pairs = {word: nearest(word, language) for word in islice(unknown, MOST)}
    return {word: near for word, near in pairs.items() if near}


def nearest(word, language):
    known = (
        Word.objects.filter(language=language)
        .alias(size=Length("word"))
        .filter(size__range=(len(word) - SLACK, len(word) + SLACK))
        .values_list("word", flat=True)
    )
    by_plain = {without_accents(one): one for one in known}
    near = get_close_matches(without_accents(word), by_plain, n=1, cutoff=NEAR)
    return by_plain[near[0]] if near else ""


def without_accents(word):
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def swap(text, word, near):
    start = analyser.folded(text).find(word)
    folded_alike = len(analyser.folded(text)) == len(text)
    if start < 0 or not folded_alike:
        return text
    return text[:start] + near + text[start + len(word) :]
