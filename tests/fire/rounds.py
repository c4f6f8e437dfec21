"""Post letters, let workers send them, count; needs Django set up on the database."""

import smtplib
import time

from celery import current_app

from notices.compose import compose
from notices.kinds import KINDS
from notices.models import Notice
from notices.sorting import prepared
from tests.fire import guests
from tests.fire.stage import wait_for


def unsent():
    return Notice.objects.filter(state__in=["waiting", "sending"]).count()


def with_workers(stage, prefix, count):
    """Letters a second that running workers send, from the bell to the last one."""
    before = len(stage.received())
    guests.convoke(prefix, count)
    start = time.time()
    wait_for(lambda: not unsent(), 300, f"{count} letters")
    last = stage.received()[before:]
    if len({line["to"] for line in last}) != count:
        raise RuntimeError(f"{len(last)} of {count} letters arrived.")
    return count / (max(line["at"] for line in last) - start)


def raw(stage, prefix, count):
    """The same letters, written beforehand, through one smtplib connection."""
    guests.convoke(prefix, count)
    ready = []
    rows = guests.letters_of(prefix).prefetch_related("about").select_related("user")
    for row in prepared(list(rows)):
        message = compose(row, KINDS[row.kind])
        ready.append((*message.envelope(), message.as_bytes()))
    guests.letters_of(prefix).delete()
    with smtplib.SMTP("127.0.0.1", stage.smtp_port) as smtp:
        smtp.ehlo()
        start = time.time()
        for sender, recipients, content in ready:
            smtp.sendmail(sender, recipients, content)
        return count / (time.time() - start)


def warm_up(stage, workers):
    """Start workers, wait until all answer, and let each send something."""
    stage.add_workers(workers)
    wait_for(lambda: len(current_app.control.ping()) == workers, 120, "The workers")
    with_workers(stage, f"warm{time.monotonic_ns()}", 60 * workers)
