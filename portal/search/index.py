"""Cut the words of what has changed; the database says what that is."""

from django.db import connection, transaction

from instructions.text import analyser
from meetings.models import Findable
from portal.search.kept import KINDS
from portal.search.words import line

BATCH = 500
STALE = {"analyser__lt": analyser.VERSION}


def refresh():
    """Read again what has changed since the last search: usually nothing."""
    while Findable.objects.filter(**STALE).exists() and read_some():
        pass


@transaction.atomic
def read_some():
    """Gives how many were read; who changes one meanwhile waits, and marks it anew."""
    stale = Findable.objects.filter(**STALE)
    if connection.features.has_select_for_update_skip_locked:
        stale = stale.select_for_update(skip_locked=True)
    entries = list(stale[:BATCH])
    for row in entries:
        row.analyser = analyser.VERSION
    for kind in KINDS:
        cut(kind, {getattr(row, kind.key): row for row in entries})
    Findable.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["fr", "en", "analyser"],
    )
    return len(entries)


def cut(kind, entries):
    rows = kind.model.objects.filter(pk__in=[key for key in entries if key])
    for language, columns in kind.languages.items():
        for pk, *texts in rows.values_list("pk", *columns):
            setattr(entries[pk], language, line(tuple(texts), language))
