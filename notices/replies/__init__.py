"""Answers that come by mail: what an app above is given, and how it takes them.

An app registers `handler(answer)`: True when the answer was about something of its
own and is recorded, False when its UID is not the app's. What must not change
anything is refused with KeptAside and a sentence for the officer.
"""

from dataclasses import dataclass
from datetime import datetime

HANDLERS = []


class KeptAside(Exception):
    """This answer changes nothing; the message says why, to whoever looks at it."""


@dataclass(frozen=True)
class Answer:
    """One iTIP REPLY and the letter that brought it."""

    uid: str
    sequence: int
    attendee: str
    partstat: str
    sender: str
    token: str
    at: datetime
    delegated_to: str = ""
    comment: str = ""


def register(handler):
    HANDLERS.append(handler)
    return handler
