"""A cheap stamp of all that a public page may show: while it stands, the page holds.

Every change that counts is written in the trail, so the end of the trail tells of any.
Not by its last number alone: of two transactions the later number may be committed
first. What is not chained yet grows with each entry that is committed, and whatever
chains entries adds a batch; so no commit leaves the stamp as it was. Deadlines pass
at their minute without any change.
"""

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from audit.models import Batch, Entry

MOST = 5000  # where nobody chains, the count must not grow for ever
LATEST = (
    f"SELECT (SELECT MAX(number) FROM {Batch._meta.db_table}),"  # noqa: S608
    f" (SELECT MAX(id) FROM {Entry._meta.db_table}),"
    f" (SELECT COUNT(*) FROM (SELECT 1 FROM {Entry._meta.db_table}"
    f" WHERE batch_id IS NULL LIMIT {MOST}) AS unchained)"
)


def latest():
    """Where the trail ends, and the minute that it is; None while nobody can tell."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(LATEST)
            return (*cursor.fetchone(), f"{timezone.localtime():%Y-%m-%d %H:%M}")
    except (InterfaceError, OperationalError):
        return None
