from accounts.models.access import AccessRequest, PasswordLink, ResetAsked
from accounts.models.attempt import FailedSignIn
from accounts.models.organisation import Office, Organisation, outside_customs
from accounts.models.person import (
    LANGUAGES,
    Mandate,
    User,
    UserManager,
    over_people,
)
from accounts.models.search import SavedSearch

__all__ = [
    "LANGUAGES",
    "AccessRequest",
    "FailedSignIn",
    "Mandate",
    "Office",
    "Organisation",
    "PasswordLink",
    "ResetAsked",
    "SavedSearch",
    "User",
    "UserManager",
    "outside_customs",
    "over_people",
]
