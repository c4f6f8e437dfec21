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


# One statement and one commit for a handful: by the ORM it takes longer than SMTP.
HAND_OVER = """
UPDATE notices_notice SET
    state = CASE WHEN id IN ({sent}) THEN 'sent' ELSE state END,
    ended_at = CASE WHEN id IN ({sent}) THEN %(now)s ELSE ended_at END,
    reason = CASE WHEN id IN ({sent}) THEN '' ELSE reason END,
    intent_at = CASE WHEN id IN ({next}) THEN %(now)s ELSE intent_at END,
    tried_at = CASE WHEN id IN ({next}) THEN COALESCE(tried_at, %(now)s)
        ELSE tried_at END,
    attempts = CASE WHEN id IN ({next}) THEN attempts + 1 ELSE attempts END
WHERE id IN ({sent}) OR (
    id IN ({next}) AND claim = %(claim)s AND state = 'sending' AND try_at > %(now)s
)
"""


def begin(notices, sent):
    """Mark the intent to send these, and others as sent; give the keys that are ours.

    The rest is lost: somebody withdrew the letter or holds its lease now.
    """
    if not notices and not sent:
        return set()
    now = timezone.now()
    for notice in notices:
        notice.attempts += 1
    keys = [notice.pk for notice in notices]
    marked = execute(
        HAND_OVER.format(sent=listed(sent), next=listed(notices)),
        now=stored("ended_at", now),
        claim=stored("claim", notices[0].claim if notices else None),
    )
    if marked == len(notices) + len(sent):
        return set(keys)
    begun = Notice.objects.filter(pk__in=keys, intent_at=now, state=State.SENDING)
    return set(begun.values_list("pk", flat=True))


def listed(notices):
    """Keys for an IN; they are numbers of our own."""
    return ", ".join(str(int(notice.pk)) for notice in notices) or "NULL"


def execute(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def stored(name, value):
    """A value as the database keeps it."""
    return Notice._meta.get_field(name).get_db_prep_value(value, connection)


def sent(notices):
    """SMTP took these; with a digest the letters that it joins are told."""
    keys = [notice.pk for notice in notices]
    digests = [notice.pk for notice in notices if notice.is_digest]
    ended = {"state": State.SENT, "ended_at": timezone.now()}
    Notice.objects.filter(pk__in=keys).update(reason="", **ended)
    if digests:
        members = Notice.objects.filter(digest__in=digests, state=State.JOINED)
        members.update(**ended)


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


def untried(notice):
    """Let a letter go for which only the intent was marked."""
    notice.attempts -= 1
    wait(notice, notice.due_at, attempts=notice.attempts, intent_at=None)


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
        untried(notice)
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
