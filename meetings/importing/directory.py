"""What the names in a file stand for, however they are spelt."""

from difflib import get_close_matches

from django.utils import translation

from accounts.models import Organisation
from meetings.models import Committee, Level, Meeting, Room
from meetings.words import folded

KIND_ALIASES = {
    "jid": Meeting.Kind.CUSTOMS_DAY,
    "reunion bilaterale": Meeting.Kind.BILATERAL,
    "bilateral meeting": Meeting.Kind.BILATERAL,
    "reunion multilaterale": Meeting.Kind.MULTILATERAL,
    "multilateral meeting": Meeting.Kind.MULTILATERAL,
    "spid": Meeting.Kind.RESTITUTION,
    "restitution": Meeting.Kind.RESTITUTION,
    "information": Meeting.Kind.INFORMATION,
}


class Directory:
    """Everything that a file may name, read once."""

    def __init__(self):
        organisations = list(Organisation.objects.all())
        self.organisations = by_names(
            organisations, lambda o: (o.acronym, o.name, o.name_en)
        )
        self.units = by_names(
            [o for o in organisations if o.kind == Organisation.Kind.CUSTOMS],
            lambda o: (o.acronym, o.name, o.name_en),
        )
        self.committees = by_names(
            Committee.objects.all(), lambda c: (c.name, c.name_en)
        )
        self.rooms = by_names(Room.objects.all(), lambda r: (r.name, r.name_en))
        self.kinds = spellings(Meeting.Kind) | KIND_ALIASES
        self.levels = spellings(Level)


def by_names(rows, names):
    """Rows by each of their folded names; a name two rows share means neither."""
    found, twice = {}, set()
    for row in rows:
        for name in {folded(name) for name in names(row) if name}:
            if name in found:
                twice.add(name)
            found[name] = row
    return {name: row for name, row in found.items() if name not in twice}


def spellings(choices):
    """The choices by their code and by their labels in every language."""
    found = {folded(choice.value): choice for choice in choices}
    for language in ("fr", "en"):
        with translation.override(language):
            found |= {folded(choice.label): choice for choice in choices}
    return found


def closest(text, known):
    """The name that was probably meant, or nothing."""
    match = get_close_matches(folded(text), known, n=1, cutoff=0.7)
    if not match:
        return ""
    meant = known[match[0]]
    return str(getattr(meant, "label", meant))
