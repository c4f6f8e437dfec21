"""How long beat's scan takes beside 100,000 future meetings and 1,000,000 sent letters."""

import statistics
import time
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from meetings.models import Delegate, Invitation, Meeting
from notices import gate, planning
from notices.claim import claim
from notices.models import Notice
from tests.fire import guests

LETTERS = """
INSERT INTO notices_notice (kind, about_type_id, about_id, email, name, language,
    occurrence, due_at, state, reason, created_at, try_at, attempts, tried_at,
    intent_at, ended_at)
SELECT 'meetings.convened', %s, 1 + n %% %s, 'guest' || n || '@example.org', 'Guest',
    'fr', '0-0-0', at, 'sent', '', at, at, 1, at, at, at
FROM (SELECT n, now() - n * interval '30 seconds' AS at
      FROM generate_series(1, %s) AS n) AS sent
"""


def copies(model, count, **changed):
    """Copy the only row of a table that has it, with other values for some columns."""
    names = [f.column for f in model._meta.local_concrete_fields if f.column != "id"]
    values = [changed.get(name, f'"{name}"') for name in names]
    columns = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)} FROM "
            f"(SELECT * FROM {table} ORDER BY id DESC LIMIT 1) AS one, "
            f"generate_series(1, {count}) AS n"
        )


def populate(meetings, letters):
    """Meetings every quarter of an hour from tomorrow on, each with a guest."""
    ((meeting, invitation),) = guests.meetings(1)
    Delegate.objects.create(invitation=invitation, name="Guest", email="g@example.org")
    shift = "+ n * interval '15 minutes'"
    copies(
        Meeting,
        meetings,
        uid="gen_random_uuid()",
        starts_at=f"now() {shift}",
        ends_at=f"now() {shift} + interval '2 hours'",
        convened_at="now() - interval '60 days'",
    )
    copies(Invitation, meetings, meeting_id=f"{meeting.pk} + n")
    copies(
        Delegate,
        meetings,
        invitation_id=f"{invitation.pk} + n",
        rsvp_token="'token' || n",
        added_at="now() - interval '60 days'",
        email="'guest' || n || '@example.org'",
    )
    about = ContentType.objects.get_for_model(Meeting)
    with connection.cursor() as cursor:
        cursor.execute(LETTERS, [about.pk, meetings, letters])
        cursor.execute("ANALYZE")


def scan(moment):
    """What beat rings for: what is owed, and what is due."""
    planning.plan_turn(moment)
    claim(gate.look())


def milliseconds(say, meetings=100_000, letters=1_000_000):
    """The scans of a portal that has nothing to send; those of the slowest turn."""
    say(f"A scan beside {meetings} meetings and {letters} letters")
    Notice.objects.all().delete()
    populate(meetings, letters)
    planning.plan(timezone.now() + 2 * planning.ROUND)
    Notice.objects.unsent().update(state="sent", ended_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    times = {turn: [] for turn in range(planning.TURNS)}
    start = timezone.now()
    for number in range(5 * planning.TURNS):
        moment = start + timedelta(minutes=number % planning.TURNS)
        before = time.perf_counter()
        scan(moment)
        taken = (time.perf_counter() - before) * 1000
        times[number % planning.TURNS].append(taken)
    medians = {turn: statistics.median(taken) for turn, taken in times.items()}
    say(f"Median of each turn in ms: {[round(m, 1) for m in medians.values()]}")
    return times[max(medians, key=medians.get)]
