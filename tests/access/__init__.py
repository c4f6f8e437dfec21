"""The access matrix: every address, and what each member of the cast gets there.

Each file holds the rows of one part of the portal; `roles` says how a row is written.
"""

from tests.access.accounts import ACCOUNTS
from tests.access.audit import AUDIT
from tests.access.commitments import COMMITMENTS
from tests.access.committees import COMMITTEES
from tests.access.days import DAYS
from tests.access.instructions import INSTRUCTIONS
from tests.access.meetings import MEETINGS
from tests.access.minutes import MINUTES
from tests.access.notices import NOTICES
from tests.access.portal import PORTAL
from tests.access.programme import YEAR
from tests.access.second_factor import SECOND_FACTOR
from tests.access.surveys import SURVEYS
from tests.access.topics import TOPICS

ROWS = [
    *AUDIT,
    *PORTAL,
    *ACCOUNTS,
    *SECOND_FACTOR,
    *YEAR,
    *MEETINGS,
    *MINUTES,
    *TOPICS,
    *COMMITTEES,
    *DAYS,
    *NOTICES,
    *COMMITMENTS,
    *INSTRUCTIONS,
    *SURVEYS,
]
