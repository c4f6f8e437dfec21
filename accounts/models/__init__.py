from accounts.models.access import AccessRequest, PasswordLink
from accounts.models.attempt import FailedSignIn
from accounts.models.organisation import Office, Organisation
from accounts.models.person import (
    LANGUAGES,
    Mandate,
    User,
    UserManager,
    over_people,
)

__all__ = [
    "LANGUAGES",
    "AccessRequest",
    "FailedSignIn",
    "Mandate",
    "Office",
    "Organisation",
    "PasswordLink",
    "User",
    "UserManager",
    "over_people",
]
