"""When the minutes are due, and until when the parties may correct them."""

from django.utils import timezone

from workdays.arithmetic import add_workdays

DRAFT_WITHIN = 5  # working days after the meeting
CORRECTED_WITHIN = 5  # working days after the circulation
READ_AGAIN_WITHIN = 2  # working days after the last change of a circulated text
PUBLISHED_WITHIN = 15  # working days after the meeting: five to write, correct, approve
REMINDED_BEFORE = 1  # working day before the end


def draft_due(meeting):
    return add_workdays(timezone.localdate(meeting.ends_at), DRAFT_WITHIN)


def publication_due(meeting):
    return add_workdays(timezone.localdate(meeting.ends_at), PUBLISHED_WITHIN)


def corrections_until(circulated_at):
    return add_workdays(timezone.localdate(circulated_at), CORRECTED_WITHIN)


def silence_until(minutes):
    """The last day before silence counts: a text changed late is read again."""
    if minutes.changed_on is None:
        return minutes.corrections_until
    reread = add_workdays(minutes.changed_on, READ_AGAIN_WITHIN)
    return max(minutes.corrections_until, reread)
