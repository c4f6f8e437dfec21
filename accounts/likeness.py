"""Queries that are prepared once for all readers who are alike.

A rule such as `visible_to(user)` looks at what a reader may do and at the kinds of the
organisations that the reader speaks for; who exactly it is comes in as keys. Readers
who differ in their keys alone ask with the same statement, made for a stand-in.
"""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Office, Organisation, User
from audit.prepared import TODAY, prepared, stand_in, word

EMAIL = word("email")


@dataclass(frozen=True)
class Likeness:
    """What a rule may know of a reader when its query is made."""

    is_signed_in: bool = False
    is_superuser: bool = False
    permissions: frozenset = frozenset()
    organisations: tuple = ()  # (kind, whether the reader is its focal point)
    offices: int = 0

    def stand_in(self):
        """A person with these powers, and gaps for keys; all else would be read."""
        if not self.is_signed_in:
            return AnonymousUser()
        powers = {"is_active": True, "is_superuser": self.is_superuser}
        person = stand_in(User, "user", email=EMAIL, **powers)
        person._perm_cache = self.permissions
        person.today = TODAY
        own = [
            (stand_in(Organisation, f"organisation{n}", kind=kind), is_focal)
            for n, (kind, is_focal) in enumerate(self.organisations)
        ]
        person._organisations = [organisation for organisation, _ in own]
        person._focal_organisations = [one for one, is_focal in own if is_focal]
        person._offices = [stand_in(Office, f"office{n}") for n in range(self.offices)]
        return person


STRANGER = Likeness()


def likeness(user):
    """(likeness, {gap: value}) of a reader; read once for this object, as powers are."""
    if not user.is_authenticated:
        return STRANGER, {}
    if not hasattr(user, "_likeness"):
        user._likeness = read(user)
    return user._likeness


def read(user):
    focal = set(user.focal_organisations())
    own = sorted((one.kind, one in focal, one.pk) for one in user.organisations())
    offices = user.offices()
    values = {"user": user.pk, "email": user.email}
    values |= {f"organisation{n}": pk for n, (_, _, pk) in enumerate(own)}
    values |= {f"office{n}": office.pk for n, office in enumerate(offices)}
    alike = Likeness(
        True,
        user.is_superuser,
        frozenset() if user.is_superuser else frozenset(user.get_all_permissions()),
        tuple((kind, is_focal) for kind, is_focal, _ in own),
        len(offices),
    )
    return alike, values


def prepared_for(build):
    """Of a function that makes a reader's query, one that gives that reader's rows.

    As with `prepared`, but for the reader, who comes first.
    """

    @prepared
    @wraps(build)
    def made(alike, *kind):
        return build(alike.stand_in(), *kind)

    @wraps(build)
    def ask(user, *kind, **values):
        alike, keys = likeness(user)
        today = timezone.localdate()
        return made(alike, *kind, today=today, **keys, **values)

    return ask
