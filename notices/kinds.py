"""The kinds of letter that exist; an app registers its own when it is ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

KINDS = {}


@dataclass(frozen=True)
class Recipient:
    """Whom a letter is for; people without an account have an address and a name."""

    email: str
    name: str
    language: str = "fr"
    user: object = None


@dataclass(frozen=True)
class Owed:
    """One letter that a kind owes somebody, from an instant on."""

    about: object
    recipient: Recipient
    occurrence: str
    due_at: datetime


@dataclass
class Letter:
    """A letter ready to send: both bodies, calendar part and headers."""

    subject: str
    text: str
    html: str
    calendar: str = ""
    method: str = ""
    reply_to: str = ""
    thread: str = ""
    attachments: list = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """What a kind of letter owes, whether it still holds, and how it reads.

    `owed(now)` yields every `Owed` that is due by `now` as the objects stand;
    `still_true(notice)` gives "" or the reason why the letter is no longer true;
    `letter(notice)` writes it, in the language that is active.
    """

    code: str
    name: str
    reason: str
    owed: Callable[[datetime], Iterable[Owed]]
    still_true: Callable[[object], str]
    letter: Callable[[object], Letter]
    may_be_off: bool = False
    is_subscription: bool = False


def register(kind):
    KINDS[kind.code] = kind
    return kind
