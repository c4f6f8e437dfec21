"""Who asks and who is asked: all in which two letters' calendar parts differ.

The two lines are written here, not by icalendar: for thousands of letters, that
takes longer than sending them.
"""

from django.conf import settings
from icalendar.parser.parameter import param_value

from meetings.models.invitation import Answer
from notices.models.notice import mail_domain

PARTSTAT = {
    Answer.PENDING: "NEEDS-ACTION",
    Answer.ACCEPTED: "ACCEPTED",
    Answer.TENTATIVE: "TENTATIVE",
    Answer.DECLINED: "DECLINED",
    Answer.REPRESENTED: "DELEGATED",
}
LONGEST = 75  # octets of a line


def people_lines(meeting, delegate):
    """Organizer and attendee of an event, as lines of a calendar."""
    return folded(organizer(meeting, delegate)) + folded(guest(delegate))


def organizer(meeting, delegate):
    """The officer, at an address by which a calendar's reply finds its delegate."""
    name = (meeting.officer.name if meeting.officer else "") or settings.PORTAL_NAME
    address = f"rsvp+{delegate.rsvp_token}@{mail_domain()}"
    return f"ORGANIZER;CN={param_value(name)}:mailto:{address}"


def guest(delegate):
    """The one attendee of a letter: nobody's address is shown to the others."""
    return (
        f"ATTENDEE;CN={param_value(delegate.name)};ROLE=REQ-PARTICIPANT"
        f";PARTSTAT={PARTSTAT[delegate.answer]};RSVP=TRUE:mailto:{delegate.email}"
    )


def folded(line):
    """A line in pieces that are short enough, none of which cuts a character."""
    rest, pieces = line.encode(), []
    while len(rest) > LONGEST - bool(pieces):
        end = LONGEST - bool(pieces)
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*pieces, rest]).decode() + "\r\n"
