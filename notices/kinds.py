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
    """What a letter says: `text` and `html` are the body, without greeting to robots.

    The frame (templates/notices/emails) puts the reason line and the link to the
    preferences below both, and the head and foot around `html`; without `html` the
    text is used. `attachments` are (name, bytes, type). Letters of one `thread`
    stand together in a mailbox.
    """

    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    method: str = ""
    reply_to: str = ""
    thread: str = ""
    attachments: list = field(default_factory=list)


def nothing(_):
    """What a kind owes when its letters are posted by actions alone."""
    return ()


@dataclass(frozen=True)
class Subscriptions:
    """What people chose one by one to hear of; one click ends what brought a letter.

    `behind(notice)` gives the rows of its reader that brought a letter; `names(user_id,
    keys)` says those that are still taken, in the reader's words; `end(user_id, keys)`
    ends them, in the transaction of the click; `page()` is where the others stand.
    """

    behind: Callable[[object], Iterable]
    names: Callable[[int, list], list]
    end: Callable[[int, list], None]
    page: Callable[[], str]


def anybody(_):
    """Every person with an account may one day receive a letter of the kind."""
    return True


@dataclass(frozen=True)
class Kind:
    """What a kind of letter owes, whether it still holds, and how it reads.

    `reason` is a whole sentence: "You receive this letter because …".
    `owed(now)` yields every `Owed` that is due by `now` as the objects stand;
    `still_true(notice)` gives "" or the reason why the letter is no longer true;
    `letter(notice)` writes it, in the language that is active;
    `prepare(notices)` may fetch for a whole batch what the other two will ask for.

    An urgent kind goes at once, by night and whatever was preferred; a kind that
    `goes_alone` is never joined into a digest. At most one letter of a kind goes
    out per object, person and day, unless the kind tells `every_change`.

    `concerns(user)` tells whether this person can receive such a letter at all; the
    page of preferences shows no other kinds. Where people chose what they hear of,
    `subscriptions` knows it: one click ends what brought the letter and leaves the
    kind on. An app calls `unsubscribe.resume` when a subscription is taken out again.
    """

    code: str
    name: str
    reason: str
    owed: Callable[[datetime], Iterable[Owed]]
    still_true: Callable[[object], str]
    letter: Callable[[object], Letter]
    may_be_off: bool = False
    is_subscription: bool = False
    prepare: Callable[[list], None] = nothing
    is_urgent: bool = False
    goes_alone: bool = False
    every_change: bool = False
    concerns: Callable[[object], bool] = anybody
    subscriptions: Subscriptions | None = None


def register(kind):
    KINDS[kind.code] = kind
    return kind
