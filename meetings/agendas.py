"""An agenda as it is worked on, as it was published, and what lies between."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.prepared import first
from meetings import asked
from meetings.when import day_in_words
from meetings.words import clock

KEPT = ("title", "title_en", "minutes", "presenter", "is_follow_up")


def last_edition(meeting):
    return first(asked.last_edition(meeting=meeting.pk))


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
    """The rows of an agenda in the reader's words, each with its hour and its day."""
    english, given = get_language() == "en", 0
    a_day = max(1, length_of_a_day(meeting))
    days = meeting.days()
    for number, row in enumerate(rows, 1):
        day = min(given // a_day, len(days) - 1)
        starts_at = meeting.starts_at + timedelta(days=day, minutes=given - day * a_day)
        yield row | {
            "number": number,
            "own_title": own(row),
            "is_french_only": english and not row["title_en"],
            "starts_at": timezone.localtime(starts_at),
            "day": days[day] if len(days) > 1 else None,
        }
        given += row["minutes"]


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
            "hour": hour_of(row),
            "minutes": row["minutes"],
        }
        for row in rows
    ]


def hour_of(row):
    """The hour of an item; of a meeting of several days, its day too."""
    hour = clock(row["starts_at"])
    if row["day"] is None:
        return hour
    return f"{day_in_words(row['starts_at'], with_year=False)}, {hour}"


def length(meeting):
    """How many minutes the meeting lasts, on all its days."""
    return length_of_a_day(meeting) * len(meeting.days())


def length_of_a_day(meeting):
    nights = len(meeting.days()) - 1
    lasts = meeting.ends_at - meeting.starts_at - timedelta(days=nights)
    return int(lasts.total_seconds() // 60)
