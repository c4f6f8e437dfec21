"""One SMTP connection and the letters that go over it, a handful after the other."""

import logging
import time

from django.core import mail
from django.utils import timezone

from notices import gate, marking, outcome
from notices.compose import compose
from notices.refusals import Verdict, judge, sentence

logger = logging.getLogger(__name__)
PATIENCE = 10
HASTE = 0.1  # seconds that a handful may take before letters go one by one again
HANDFUL = 4


class ProviderDown(Exception):
    """Nothing goes out at present; no letter is to blame."""


class Delivery:
    """Hands letters over and marks what came of each.

    The intent for a handful and the end of the handful before are marked in one
    statement. A worker that is killed leaves a handful in doubt at most: one letter
    where SMTP takes its time, a few where they leave within milliseconds.
    """

    def __init__(self, way_out):
        self.failures_seen = way_out.failures
        self.failures = 0
        self.sent = []
        self.size = 1
        self.begun_at = 0
        self.connection = mail.get_connection()
        self.connect()

    def connect(self):
        try:
            self.connection.open()
        except OSError as error:
            raise ProviderDown(sentence(error)) from error

    def send_all(self, wanted, until):
        """Send (notice, kind) after (notice, kind), as long as there is time."""
        while wanted and timezone.now() < until:
            handful, wanted = wanted[: self.size], wanted[self.size :]
            self.begun_at = time.monotonic()
            self.send(handful)
            self.size = 1 if self.is_slow() else min(2 * self.size, HANDFUL)

    def is_slow(self):
        return time.monotonic() - self.begun_at > HASTE

    def send(self, handful):
        written = [(notice, self.written(notice, kind)) for notice, kind in handful]
        written = [pair for pair in written if pair[1]]
        sent, self.sent = self.sent, []
        begun = marking.surely(outcome.begin, [n for n, _message in written], sent)
        waiting = [pair for pair in written if pair[0].pk in begun]
        try:
            while waiting:
                self.hand_over(*waiting.pop(0))
        finally:
            for notice, _message in waiting:
                outcome.untried(notice)

    def written(self, notice, kind):
        """The message, or nothing when it cannot be written."""
        try:
            return compose(notice, kind)
        except Exception as error:
            logger.exception("Letter %s cannot be written", notice.pk)
            notice.attempts += 1
            outcome.failed(notice, repr(error))

    def hand_over(self, notice, message):
        try:
            self.connection.send_messages([message])
        except (OSError, ValueError) as error:
            self.refused(notice, error)
        else:
            self.accepted(notice)

    def accepted(self, notice):
        self.sent.append(notice)
        self.failures = 0
        if notice.is_digest or self.is_slow():
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
        sent, self.sent = self.sent, []
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
