"""The chain of the trail: entries are sealed in batches, each with the seal before.

Whoever changes, removes or slips in an entry must redo every seal after it; the last
seal of each day is published, so that the change shows.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import TruncDate
from django.utils import timezone

from audit.models import Batch, Entry, sealed

MOST = 5000


@transaction.atomic
def chain():
    """Seal what was written since last time; gives the number of entries.

    Two workers at once want the same batch number, and the second starts over.
    """
    last = Batch.objects.select_for_update().last()
    entries = list(Entry.objects.unchained()[:MOST])
    if not entries:
        return 0
    previous = last.seal if last else ""
    batch = Batch.objects.create(
        number=last.number + 1 if last else 1,
        count=len(entries),
        previous=previous,
        seal=seal(previous, entries),
    )
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).chain_into(batch)
    return len(entries)


def seal(previous, entries):
    return sealed("\n".join([previous, *(entry.line() for entry in entries)]))


def heads():
    """(day, seal, number of the batch): the last of each day, the newest first."""
    days = Batch.objects.annotate(day=TruncDate("made_at")).values("day")
    numbers = (
        days.annotate(last=Max("number")).order_by().values_list("last", flat=True)
    )
    found = Batch.objects.filter(pk__in=numbers).annotate(day=TruncDate("made_at"))
    return found.order_by("-number")


@dataclass
class Findings:
    """What a check of the chain has met."""

    batches: int = 0
    entries: int = 0
    unchained: int = 0
    removed: int = 0
    faults: list = field(default_factory=list)
    seals: dict = field(default_factory=dict)


def check():
    """Walk the chain from its beginning and compute every seal again."""
    found, previous, expected = Findings(), "", 1
    for batch in Batch.objects.order_by("number").iterator():
        entries = list(batch.entries.order_by("pk"))
        found.batches += 1
        found.entries += len(entries)
        if batch.number != expected or batch.previous != previous:
            found.faults.append(f"batch {batch.number} does not follow the one before")
        if len(entries) != batch.count or seal(batch.previous, entries) != batch.seal:
            found.faults.append(f"batch {batch.number} was changed")
        check_details(entries, found)
        previous, expected = batch.seal, batch.number + 1
        found.seals[timezone.localdate(batch.made_at).isoformat()] = batch.seal
    waiting = list(Entry.objects.unchained())
    check_details(waiting, found)
    found.unchained = len(waiting)
    return found


def check_details(entries, found):
    for entry in entries:
        detail = getattr(entry, "detail", None)
        if detail is None:
            found.removed += 1
        elif detail.digest() != entry.digest:
            found.faults.append(f"the detail of entry {entry.pk} was changed")
