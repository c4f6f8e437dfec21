"""A cheap stamp of all that a public page may show: while it stands, the page holds.

Every change that counts is written in the trail, so the end of the trail tells of any.
Not by its last number alone: of two transactions the later number may be committed
first. What is not chained yet grows with each entry that is committed, and whatever
chains entries adds a batch; so no commit leaves the stamp as it was. Deadlines pass
without any change: the apps name the fields that hold them.
"""

from datetime import UTC, timedelta

from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from audit.models import Batch, Entry

MOST = 5000  # where nobody chains, the count must not grow for ever
AN_HOUR = 3600
LATEST = (
    f"SELECT (SELECT MAX(number) FROM {Batch._meta.db_table}),"  # noqa: S608
    f" (SELECT MAX(id) FROM {Entry._meta.db_table}),"
    f" (SELECT COUNT(*) FROM (SELECT 1 FROM {Entry._meta.db_table}"
    f" WHERE batch_id IS NULL LIMIT {MOST}) AS unchained)"
)
watched = []  # (model, name of a field, how long before) of what changes by itself


def watch(model, *names, before=timedelta()):
    """Pages change by themselves when a moment in these fields comes, or before it."""
    watched.extend((model, name, before) for name in names)


def latest():
    """Where the trail ends, the next moment, the hour; None while nobody can tell."""
    now = timezone.now()
    try:
        with connection.cursor() as cursor:
            cursor.execute(LATEST)
            trail = cursor.fetchone()
        return trail, next_moment(trail, now), f"{timezone.localtime(now):%Y-%m-%d %H}"
    except (InterfaceError, OperationalError):
        return None


def next_moment(trail, now):
    """Asked again when the trail has grown, or when the moment has come."""
    known_by, moment = caches["memory"].get("next-moment", (None, None))
    if known_by != trail or (moment and moment <= now):
        moment = ask_for_moment(now)
        caches["memory"].set("next-moment", (trail, moment), AN_HOUR)
    return moment


def ask_for_moment(now):
    """The first moment to come of those watched; one question for all fields."""
    adapt = connection.ops.adapt_datetimefield_value
    parts, after = [], []
    for place, (model, name, before) in enumerate(watched):
        table = model._meta.db_table
        parts.append(f"SELECT {place}, MIN({name}) FROM {table} WHERE {name} > %s")  # noqa: S608
        after.append(adapt(now + before))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), after)
        found = cursor.fetchall()
    moments = [aware(at) - watched[place][2] for place, at in found if at]
    return min(moments, default=None)


def aware(at):
    """A moment as the database gives it: SQLite keeps words."""
    return parse_datetime(at).replace(tzinfo=UTC) if isinstance(at, str) else at
