"""Hand claimed letters to SMTP, one after the other, and mark what came of each."""

import logging
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from notices import gate, marking, outcome, sorting
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
    delivery = Delivery(way_out)
    try:
        for notice, kind in wanted:
            if timezone.now() > fresh_until:
                break
            delivery.send(notice, kind)
    finally:
        delivery.close()


class Delivery:
    """One SMTP connection and the letter it took last, which is still to be marked.

    That mark goes into the same statement as the intent for the next letter.
    """

    def __init__(self, way_out):
        self.failures_seen = way_out.failures
        self.failures = 0
        self.unmarked = None
        self.connection = mail.get_connection()
        self.connect()

    def connect(self):
        try:
            self.connection.open()
        except OSError as error:
            raise ProviderDown(sentence(error)) from error

    def send(self, notice, kind):
        try:
            message = compose(notice, kind)
        except Exception as error:
            logger.exception("Letter %s cannot be written", notice.pk)
            notice.attempts += 1
            return outcome.failed(notice, repr(error))
        sent, self.unmarked = self.unmarked, None
        if marking.surely(outcome.begin, notice, sent):
            self.hand_over(notice, message)

    def hand_over(self, notice, message):
        try:
            self.connection.send_messages([message])
        except (OSError, ValueError) as error:
            self.refused(notice, error)
        else:
            self.accepted(notice)

    def accepted(self, notice):
        self.unmarked, self.failures = notice, 0
        if notice.is_digest:
            self.mark()
        gate.opened(self.failures_seen)
        self.failures_seen = 0

    def refused(self, notice, error):
        verdict = judge(error)
        outcome.refused(notice, verdict, error)
        if verdict is Verdict.DOWN:
            raise ProviderDown(sentence(error)) from error
        if verdict in {Verdict.ADDRESS, Verdict.LETTER}:
            self.failures = 0
            return
        self.failures += 1
        if self.failures >= PATIENCE:
            raise ProviderDown("Many letters in a row found no way out.")
        if verdict is Verdict.UNKNOWN:
            self.disconnect()
            self.connect()

    def mark(self):
        sent, self.unmarked = self.unmarked, None
        if sent:
            marking.surely(outcome.sent, sent)

    def disconnect(self):
        """Close without complaint: what was sent is sent."""
        try:
            self.connection.close()
        except OSError:
            logger.info("The SMTP server closed the connection first.")

    def close(self):
        self.mark()
        self.disconnect()
