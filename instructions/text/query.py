"""What a reader types in the search box: words, "phrases", -without."""

import re
from dataclasses import dataclass

from instructions.text import analyser

LONGEST = 200
ITEM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"'})


@dataclass(frozen=True)
class Query:
    """Tokens that must be there, phrases that must be there, and what must not."""

    words: tuple = ()
    phrases: tuple = ()
    without: tuple = ()
    without_phrases: tuple = ()

    def __bool__(self):
        return bool(self.words or self.phrases or self.without or self.without_phrases)

    @property
    def sought(self):
        """Every token worth showing to the reader in a hit."""
        return frozenset(self.words).union(*self.phrases)


def parse(text, language="fr"):
    """Read a search; a typed reference is one token, not the phrase of its parts."""
    found = {key: [] for key in ("words", "phrases", "without", "without_phrases")}
    for item in ITEM.finditer(text[:LONGEST].translate(QUOTES)):
        found_tokens = tuple(sought_tokens(item, language))
        if not found_tokens:
            continue
        refused = bool(item["minus"])
        if len(found_tokens) > 1 and (refused or item["phrase"] is not None):
            found["without_phrases" if refused else "phrases"].append(found_tokens)
        else:
            found["without" if refused else "words"].extend(found_tokens)
    return Query(**{key: tuple(dict.fromkeys(value)) for key, value in found.items()})


def sought_tokens(item, language):
    if item["phrase"] is not None:
        return analyser.tokens(item["phrase"], language)
    found = analyser.tokens(item["word"], language)
    is_reference = len(found) > 1 and any(c.isdigit() for c in found[0])
    return found[:1] if is_reference else found
