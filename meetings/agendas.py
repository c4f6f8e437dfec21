"""An agenda as it is worked on, as it was published, and what lies between."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import AgendaEdition
from meetings.words import clock

KEPT = ("title", "title_en", "minutes", "presenter", "is_follow_up")


def last_edition(meeting):
    return AgendaEdition.objects.filter(meeting=meeting).order_by("-number").first()


def items_of(meeting):
    return meeting.items.select_related("topic", "presenter_organisation").order_by(
        "position", "pk"
    )


def picture_of(meeting):
    """What an edition keeps of each item."""
    return [
        {name: getattr(item, name) for name in KEPT}
        | {
            "item": item.pk,
            "topic": item.topic.reference if item.topic else "",
            "organisation": str(item.presenter_organisation or ""),
        }
        for item in items_of(meeting)
    ]


def timed(meeting, rows):
    """The rows of an agenda in the reader's words, each with its hour."""
    starts_at = meeting.starts_at
    for number, row in enumerate(rows, 1):
        english = get_language() == "en"
        yield row | {
            "number": number,
            "own_title": own(row),
            "is_french_only": english and not row["title_en"],
            "starts_at": timezone.localtime(starts_at),
        }
        starts_at += timedelta(minutes=row["minutes"])


def own(row):
    return (get_language() == "en" and row["title_en"]) or row["title"]


def changes(before, after):
    """What an edition changed of the one before, in sentences."""
    old = {row["item"]: row for row in before.items}
    new = {row["item"]: row for row in after.items}
    added = [new[key] for key in new if key not in old]
    taken = [old[key] for key in old if key not in new]
    kept = [key for key in new if key in old]
    said = [_("Added: %(title)s") % {"title": own(row)} for row in added]
    said += [_("Taken off: %(title)s") % {"title": own(row)} for row in taken]
    said += [word for key in kept for word in changed(old[key], new[key])]
    if [key for key in old if key in new] != kept:
        said.append(_("The order is another."))
    return said


def changed(was, now):
    if was["minutes"] != now["minutes"]:
        yield _("%(title)s: %(now)s minutes instead of %(was)s") % {
            "title": own(now),
            "now": now["minutes"],
            "was": was["minutes"],
        }
    if was["title"] != now["title"]:
        yield _("“%(was)s” is now called “%(now)s”") % {
            "was": own(was),
            "now": own(now),
        }
    if any(was[name] != now[name] for name in ("presenter", "organisation")):
        yield _("%(title)s: somebody else presents it") % {"title": own(now)}


def lines(meeting):
    """The published agenda as lines of a letter or a calendar; fetch `editions` first."""
    editions = sorted(meeting.editions.all(), key=lambda edition: edition.number)
    rows = timed(meeting, editions[-1].items) if editions else ()
    return [
        _("%(number)s. %(title)s (%(hour)s, %(minutes)s min)")
        % {
            "number": row["number"],
            "title": row["own_title"],
            "hour": clock(row["starts_at"]),
            "minutes": row["minutes"],
        }
        for row in rows
    ]


def length(meeting):
    """How many minutes the meeting lasts."""
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
