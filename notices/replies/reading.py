"""Read a message somebody sent: an answer, a bounce, or neither; trust nothing."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from django.utils.translation import gettext as _
from icalendar import Calendar

from notices.replies import Answer, KeptAside

TOKEN = re.compile(r"^rsvp\+([A-Za-z0-9_-]{1,40})@", re.IGNORECASE)
WHO = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"]


def parse(raw):
    return message_from_bytes(raw, policy=policy.default)


def field(message, name):
    """A header as text; a broken one is none."""
    try:
        return str(message[name] or "").replace("\x00", "")
    except Exception:
        return ""


def sender_of(message):
    return parseaddr(field(message, "From"))[1].lower()


def addresses_of(message):
    """Every address that the message went to."""
    found = [str(value) for name in WHO for value in message.get_all(name, [])]
    return [address for _name, address in getaddresses(found) if address]


def is_automatic(message):
    """An absence note or the like, which answers nothing."""
    kind = field(message, "Auto-Submitted").strip().lower()
    return kind.startswith("auto-replied")


def answer_of(message):
    """The answer in a message; KeptAside when there is none that can be read."""
    event, method = calendar_of(message)
    if method != "REPLY":
        raise KeptAside(
            _("The calendar part is a %(method)s, not an answer.")
            % {"method": method[:20] or "?"}
        )
    attendees = event.get("attendee")
    if attendees is None or isinstance(attendees, list):
        raise KeptAside(_("The answer does not name exactly one guest."))
    parameters = attendees.params
    return Answer(
        uid=str(event.get("uid", "")),
        sequence=int(event.get("sequence", 0)),
        attendee=bare(attendees),
        partstat=str(parameters.get("PARTSTAT", "NEEDS-ACTION")).upper(),
        sender=sender_of(message),
        token=token_of(addresses_of(message), event),
        at=moment_of(event, message),
        delegated_to=bare(parameters.get("DELEGATED-TO", "")),
        comment=str(event.get("comment", ""))[:500],
    )


def calendar_of(message):
    """The only event of the first calendar part, and the method."""
    for part in message.walk():
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            events = calendar.walk("VEVENT")
            if len(events) != 1:
                raise KeptAside(_("The calendar part does not hold one event."))
            return events[0], str(calendar.get("method", "")).upper()
    raise KeptAside(_("The message holds no answer of a calendar."))


def bare(address):
    """mailto:Ada@Example.org → ada@example.org"""
    if isinstance(address, list):
        address = address[0] if address else ""
    return str(address).lower().removeprefix("mailto:").strip()


def token_of(addresses, event):
    """The token of the organiser's address, which only one letter carried."""
    for address in [*addresses, bare_case(event.get("organizer", ""))]:
        if match := TOKEN.match(address):
            return match[1]
    return ""


def bare_case(address):
    """Like `bare`, but a token keeps its capitals."""
    return re.sub(r"^mailto:", "", str(address), flags=re.IGNORECASE).strip()


def moment_of(event, message):
    """When the answer was given, by the calendar or else by the message."""
    stamp = event.get("dtstamp")
    moment = stamp.dt if stamp else parsedate_to_datetime(field(message, "Date"))
    if not isinstance(moment, datetime):
        raise KeptAside(_("The answer does not say when it was given."))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
