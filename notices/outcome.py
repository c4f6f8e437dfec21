"""Mark what came of a letter; each mark is one short statement of its own."""

import random
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone

from notices import bounces
from notices.models import Notice
from notices.refusals import Verdict, sentence

State = Notice.State
LONGEST_PAUSE = timedelta(hours=4)


# One statement and one commit a letter: by the ORM it takes twice the time of SMTP.
HAND_OVER = """
UPDATE notices_notice SET
    state = CASE WHEN id = %(sent)s THEN 'sent' ELSE state END,
    ended_at = CASE WHEN id = %(sent)s THEN %(now)s ELSE ended_at END,
    intent_at = CASE WHEN id = %(next)s THEN %(now)s ELSE intent_at END,
    tried_at = CASE WHEN id = %(next)s THEN %(tried_at)s ELSE tried_at END,
    attempts = CASE WHEN id = %(next)s THEN attempts + 1 ELSE attempts END
WHERE id = %(sent)s OR (
    id = %(next)s AND claim = %(claim)s AND state = 'sending' AND try_at > %(now)s
)
"""


def begin(notice, sent=None):
    """Mark the intent to send, and the letter before as sent, in one statement.

    False when the lease is lost: somebody withdrew the letter or holds it now.
    """
    now = timezone.now()
    notice.attempts += 1
    notice.tried_at = notice.tried_at or now
    marked = execute(
        HAND_OVER,
        now=stored("ended_at", now),
        tried_at=stored("tried_at", notice.tried_at),
        claim=stored("claim", notice.claim),
        next=notice.pk,
        sent=sent and sent.pk,
    )
    return marked == (2 if sent else 1)


def execute(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def stored(name, value):
    """A value as the database keeps it."""
    return Notice._meta.get_field(name).get_db_prep_value(value, connection)


def sent(notice):
    end(notice, State.SENT, "")
    if notice.is_digest:
        members = Notice.objects.filter(digest=notice.pk, state=State.JOINED)
        members.update(state=State.SENT, ended_at=timezone.now())


def withdrawn(notice, reason):
    end(notice, State.WITHDRAWN, reason)


def undeliverable(notice, reason):
    end(notice, State.UNDELIVERABLE, reason)


def end(notice, state, reason):
    Notice.objects.filter(pk=notice.pk).update(
        state=state, reason=str(reason), ended_at=timezone.now()
    )


def wait(notice, until, **changes):
    """Let a letter wait until its moment; no attempt was made."""
    Notice.objects.filter(pk=notice.pk).update(
        state=State.WAITING, try_at=until, claim=None, **changes
    )


def failed(notice, reason):
    """Try again after a pause that doubles, with jitter; after the last, give up."""
    if notice.attempts >= settings.NOTICES_ATTEMPTS:
        return end(notice, State.DEAD, reason)
    pause = timedelta(seconds=settings.NOTICES_BACK_OFF)
    pause = min(pause * 2 ** max(notice.attempts - 1, 0), LONGEST_PAUSE)
    pause *= random.uniform(0.75, 1.25)  # noqa: S311
    Notice.objects.filter(pk=notice.pk).update(
        state=State.WAITING,
        try_at=timezone.now() + pause,
        attempts=notice.attempts,
        reason=str(reason),
        claim=None,
    )


def refused(notice, verdict, error):
    """Follow the verdict on one attempt."""
    if verdict is Verdict.ADDRESS:
        undeliverable(notice, sentence(error))
        bounces.note(notice.email, sentence(error))
    elif verdict is Verdict.LETTER:
        undeliverable(notice, sentence(error))
    elif verdict is Verdict.DOWN:
        notice.attempts -= 1
        wait(notice, notice.due_at, attempts=notice.attempts, intent_at=None)
    elif verdict is Verdict.UNKNOWN and settings.NOTICES_HOLD_DOUBTS:
        end(notice, State.DOUBTFUL, sentence(error))
    else:
        failed(notice, sentence(error))


def give_back(batch):
    """Return the letters of a batch for which no attempt was made."""
    Notice.objects.filter(
        pk__in=[notice.pk for notice in batch],
        claim=batch[0].claim,
        state=State.SENDING,
        intent_at__isnull=True,
    ).update(state=State.WAITING, try_at=F("due_at"), claim=None)
