"""Who is written to about a meeting: one letter a person, whatever they stand for."""

from notices.kinds import Recipient


def of_delegates(delegates, but=None):
    """Each person once, except who has just done the thing."""
    own = but.email.lower() if but and but.is_authenticated else ""
    found = {}
    for delegate in delegates:
        email = delegate.email.lower()
        if delegate.is_active and email != own:
            found.setdefault(email, recipient(delegate))
    return list(found.values())


def recipient(delegate):
    return Recipient(
        delegate.email.lower(), delegate.name, delegate.language, delegate.user
    )


def of_person(user):
    return Recipient(user.email, user.name, user.language, user)
