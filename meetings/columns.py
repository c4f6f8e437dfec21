"""The columns of a programme's table, in both languages."""

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
}
