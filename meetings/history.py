"""What happened to a meeting, as its readers may know it: what and why, not who."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import asked
from meetings.when import span_in_words

WORDS = {
    "meeting.created": gettext_lazy("Planned"),
    "meeting.convened": gettext_lazy("Convened"),
    "meeting.moved": gettext_lazy("Moved"),
    "meeting.place_changed": gettext_lazy("Place changed"),
    "meeting.cancelled": gettext_lazy("Cancelled"),
    "meeting.held": gettext_lazy("Held"),
    "meeting.closed": gettext_lazy("Closed"),
}


def of(meeting):
    """The steps in order; a move says which date it left."""
    entries = asked.history("meetings.meeting", tuple(WORDS), about=str(meeting.pk))
    return [
        {
            "at": entry.at,
            "verb": entry.verb.removeprefix("meeting."),
            "what": WORDS[entry.verb],
            "reason": entry.reason,
            "was": old_date(entry),
        }
        for entry in entries
    ]


def old_date(entry):
    """The date that a move left behind, in words."""
    if entry.verb != "meeting.moved":
        return ""
    before = {**entry.after, **entry.before}
    starts, ends = (
        datetime.fromisoformat(before[name]) if name in before else None
        for name in ("starts_at", "ends_at")
    )
    if starts is None:
        return ""
    return _("was %(when)s") % {"when": span_in_words(starts, ends)}
