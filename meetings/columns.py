"""The columns of a programme's table, in both languages."""

from django.utils.translation import get_language

from meetings.words import folded

COLUMNS = (
    "date",
    "starts",
    "ends",
    "kind",
    "committee",
    "organisations",
    "place",
    "title",
    "lead",
    "level",
)
STATE = "state"
LAST_DAY = "last_day"

# French, then English; the first of each is what exports write.
HEADERS = {
    "date": ("Date", "Date"),
    "starts": ("Début", "Start"),
    "ends": ("Fin", "End"),
    "kind": ("Type", "Kind"),
    "committee": ("Cadre", "Committee"),
    "organisations": ("Organisations", "Organisations"),
    "place": ("Lieu", "Place"),
    "title": ("Objet", "Subject"),
    "lead": ("Pilote", "Lead"),
    "level": ("Diffusion", "Shown to"),
    "state": ("État", "State"),
    "last_day": ("Dernier jour", "Last day"),
}
SYNONYMS = {
    "date": "jour, day",
    "starts": "heure de debut, de, starts, starts at, start time, from",
    "ends": "heure de fin, a, ends, ends at, end time, to",
    "kind": "nature, type de rencontre, meeting type",
    "committee": "cadre de concertation, comite, body, consultative body, frame",
    "organisations": "organisation, invites, participants, organizations, guests",
    "place": "salle, room, venue, location",
    "title": "sujet, theme, title, topic, object",
    "lead": "unite pilote, unit, lead unit",
    "level": "niveau, visibilite, level, visibility",
    "state": "statut, status",
    "last_day": "jusqu’au, until, end date, date de fin",
}


def header(name):
    """The header of a column in the reader's language."""
    return HEADERS[name][get_language() == "en"]


def column_of(text):
    """Which column a header means, however it is spelt; nothing for others."""
    return MEANINGS.get(folded(text).rstrip(" :*"))


MEANINGS = {
    folded(spelling): name
    for name, headers in HEADERS.items()
    for spelling in (*headers, *SYNONYMS[name].split(", "))
}
