"""Hand claimed letters to SMTP, one after the other, and mark what came of each."""

import logging
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from notices import gate, outcome, sorting
from notices.claim import claim
from notices.compose import compose
from notices.refusals import Verdict, judge, sentence

logger = logging.getLogger(__name__)
STALE_AFTER = timedelta(seconds=10)
PATIENCE = 10


class ProviderDown(Exception):
    """Nothing goes out at present; no letter is to blame."""


def send_due(until, ring):
    """Send what is due until nothing is left, the gate shuts or time is up."""
    helpers_called = False
    while timezone.now() < until:
        way_out = gate.look()
        batch = claim(way_out)
        if not batch:
            return
        if not helpers_called:
            ring()
            helpers_called = True
        try:
            deliver(batch, way_out)
        except ProviderDown as trouble:
            logger.warning("SMTP is down, letters wait: %s", trouble)
            gate.shut(trouble, way_out.failures)
            return
        finally:
            outcome.give_back(batch)
    ring()


def deliver(batch, way_out):
    """Send a batch over one connection; it stops when what it knows grows old."""
    fresh_until = timezone.now() + STALE_AFTER
    wanted = sorting.still_wanted(batch)
    if not wanted:
        return
    connection = connected(mail.get_connection())
    failures = 0
    try:
        for notice, kind in wanted:
            if timezone.now() > fresh_until:
                return
            message = written(notice, kind)
            if message is None or not outcome.begin(notice):
                continue
            failures = 0 if hand_over(notice, message, connection) else failures + 1
            if not failures:
                gate.opened(way_out.failures)
            if failures >= PATIENCE:
                raise ProviderDown("Many letters in a row found no way out.")
    finally:
        closed(connection)


def written(notice, kind):
    """The message, or nothing when writing it fails: that counts as an attempt."""
    try:
        return compose(notice, kind)
    except Exception as error:
        logger.exception("Letter %s cannot be written", notice.pk)
        notice.attempts += 1
        outcome.failed(notice, repr(error))
        return None


def hand_over(notice, message, connection):
    """One attempt; whether the server took a decision about this letter."""
    try:
        connection.send_messages([message])
    except (OSError, ValueError) as error:
        verdict = judge(error)
        outcome.refused(notice, verdict, error)
        if verdict is Verdict.DOWN:
            raise ProviderDown(sentence(error)) from error
        if verdict is Verdict.UNKNOWN:
            closed(connection)
            connected(connection)
        return verdict in {Verdict.ADDRESS, Verdict.LETTER}
    outcome.sent(notice)
    return True


def connected(connection):
    try:
        connection.open()
    except OSError as error:
        raise ProviderDown(sentence(error)) from error
    return connection


def closed(connection):
    """Close without complaint: what was sent is sent."""
    try:
        connection.close()
    except OSError:
        logger.info("The SMTP server closed the connection first.")
