"""Conflicts as a reader may see them."""

from functools import cache

from django.utils.translation import gettext as _

from meetings.models import Meeting
from workdays.words import date_format


def shown(found, user, known=()):
    """One dict a conflict, without the subject of a meeting hidden from the reader.

    `known` are rows of the yearbook that stand on the same page.
    """
    keys = {slot.key for conflict in found for slot in conflict.slots()}
    addresses = {row["pk"]: row["url"] for row in known}
    pks = {key for key in keys if isinstance(key, int)} - addresses.keys()
    if pks:
        seen = Meeting.objects.visible_to(user).filter(pk__in=pks)
        seen = seen.select_related("programme")
        addresses |= {meeting.pk: meeting.get_absolute_url() for meeting in seen}
    day_name = cache(lambda day: date_format(day, "l j F"))
    return [
        {
            "day": conflict.day(),
            "day_name": day_name(conflict.day()),
            "kind": conflict.kind.label,
            "what": conflict.what,
            "meetings": [named(slot, addresses) for slot in conflict.slots()],
        }
        for conflict in found
    ]


def named(slot, addresses):
    """The subject and the address of one side; a line of a file has none."""
    if slot.key in addresses:
        return slot.title, addresses[slot.key]
    if isinstance(slot.key, int):
        return _("another meeting"), ""
    row = slot.key.removeprefix("row ")
    return _("%(title)s (row %(row)s)") % {"title": slot.title, "row": row}, ""


def of_one(found, user, own):
    """What one meeting runs into, each of the others named once for each kind."""
    grouped = {}
    for conflict in shown(found, user):
        others = [title for title, _address in conflict["meetings"] if title != own]
        grouped.setdefault((conflict["kind"], tuple(others)), []).append(
            conflict["what"]
        )
    return [
        {"kind": kind, "what": ", ".join(what), "others": list(others)}
        for (kind, others), what in grouped.items()
    ]
