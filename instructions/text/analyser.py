"""Words to search tokens, the same way for every database.

The French stemmer needs composed accents, so they are dropped after it; then a
final e goes, which the stemmer leaves on some forms and takes from others.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

VERSION = 2
LONGEST = 60

FRENCH = """
a à afin ai ainsi après au aucun aucune aussi autre autres aux avant avec
avoir c ce ceci cela celle celles celui ces cet cette ceux chaque ci comme d
dans de depuis des dès dont du elle elles en entre est et être eux fait font
il ils j l la laquelle le lequel les lesquelles lesquels leur leurs lors lui m
mais même mêmes n ne ni nos notre nous on ont ou où par pas pendant peut
peuvent plus pour qu quand que quel quelle quelles quels qui quoi s sa sans se
selon ses si soit son sont sous sur t toute tout toutes tous un une vers vos
votre vous y
"""
ENGLISH = """
a an and any are as at be been before between both but by can each for from
had has have he her his if in into is it its may must no nor not of on or other
our over s shall she should so such t than that the their them then there these
they this those to under until upon was we were when where which who will with
would you your
"""
STOP_WORDS = {
    "fr": frozenset(FRENCH.split()),
    "en": frozenset(ENGLISH.split()),
}
STEMMERS = {
    "fr": snowballstemmer.stemmer("french"),
    "en": snowballstemmer.stemmer("english"),
}
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
# Words of the trade that the French stemmer takes for forms of a verb.
NOT_VERBS = {"transit": "transit", "scanner": "scanner", "perçus": "percu"}
# A reference holds a digit and is joined by / - or . without spaces: 00123/MEF-DGD.
CHUNK = re.compile(r"[^\W_]+(?:[/.\-][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
TOKEN = re.compile(r"[a-z0-9]+")


def plain(word):
    """Lower-case ASCII letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(TOKEN.findall(decomposed))


@lru_cache(maxsize=50_000)
def stem(word, language="fr"):
    """One lower-case word to its token, or "" for a word too common to search."""
    if word in STOP_WORDS[language]:
        return ""
    if any(character.isdigit() for character in word):
        return plain(word)
    if language == "fr":
        return french(word)
    return plain(STEMMERS[language].stemWord(word))


def french(word):
    """The stemmer's token; "vérifier" also meets "vérification"."""
    if word in NOT_VERBS:
        return NOT_VERBS[word]
    token = plain(STEMMERS["fr"].stemWord(word))
    if len(token) > 4:
        token = token.removesuffix("e")
    return token[:-1] if token.endswith("ifi") else token


def folded(text):
    return unicodedata.normalize("NFC", text).lower().translate(LIGATURES)


def words(text, language="fr"):
    """Every (written word, token) of a text, in order; common words are left out."""
    for chunk in CHUNK.findall(folded(text)):
        parts = PART.findall(chunk)
        if len(parts) > 1 and any(character.isdigit() for character in chunk):
            yield chunk, plain(chunk)[:LONGEST]
        for part in parts:
            if token := stem(part, language):
                yield part, token[:LONGEST]


def tokens(text, language="fr"):
    return [token for _, token in words(text, language)]
