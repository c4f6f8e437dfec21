"""The calendar part of a letter (iTIP, RFC 5546)."""

from django.utils import timezone
from django.utils.translation import get_language

from meetings.attendees import people_lines
from meetings.calendars import calendar, event
from meetings.models import Delegate
from notices.sharing import Form, blank, once


def request(meeting, delegates):
    """The part that asks: one attendee, the recipient."""
    return part(meeting, delegates[0], "REQUEST")


def cancellation(meeting, delegate):
    return part(meeting, delegate, "CANCEL")


def part(meeting, delegate, method):
    """What all letters share, with this one's own lines."""
    shared = once(meeting, method, lambda: form(meeting, method))
    return shared.filled({"people": people_lines(meeting, delegate)})


def form(meeting, method):
    item = event(
        meeting, language=get_language(), dtstamp=timezone.now(), with_link=True
    )
    if method == "CANCEL":
        item["STATUS"] = "CANCELLED"
    text = calendar([item], method=method).decode()
    before, end, after = text.rpartition("END:VEVENT")
    return Form(before + blank("people") + end + after)


def gone_delegate(notice):
    """The delegate of a farewell, whose row may be gone: the key keeps its address."""
    token = notice.occurrence.partition("-")[2]
    return Delegate(name=notice.name, email=notice.email, rsvp_token=token)
