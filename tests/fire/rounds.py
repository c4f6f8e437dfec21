"""Post letters, let workers send them, count; needs Django set up on the database."""

import smtplib
import time
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from accounts.models import Organisation
from notices import outbox
from notices.compose import compose
from notices.kinds import KINDS, Recipient
from notices.models import Notice
from tests.fire.letters import CODE
from tests.fire.stage import wait_for


def organisation():
    return Organisation.objects.get_or_create(
        acronym="FETRAM",
        defaults={"name": "Fédération des transitaires", "kind": "association"},
    )[0]


def post(prefix, count, spread=0, gone=0):
    """Owe letters to so many people, due one after the other over some seconds."""
    now, about = timezone.now(), organisation()
    rows = []
    for number in range(count):
        name = "gone" if number < gone else "aissata"
        who = Recipient(f"{name}.{prefix}.{number}@example.org", f"Aïssata {number}")
        due_at = now + timedelta(seconds=spread * number / count)
        rows.append(outbox.row(CODE, about, who, prefix, due_at))
    outbox.save(rows)


def unsent():
    return Notice.objects.filter(state__in=["waiting", "sending"]).count()


def with_workers(stage, prefix, count):
    """Letters a second that running workers send, from the bell to the last one."""
    before = len(stage.received())
    start = time.time()
    post(prefix, count)
    wait_for(lambda: not unsent(), 300, f"{count} letters")
    last = stage.received()[before:]
    if len({line["to"] for line in last}) != count:
        raise RuntimeError(f"{len(last)} of {count} letters arrived.")
    return count / (max(line["at"] for line in last) - start)


def raw(stage, prefix, count):
    """The same letters, written beforehand, through one smtplib connection."""
    post(prefix, count)
    rows = Notice.objects.filter(occurrence=prefix).select_related("user")
    ready = [compose(row, KINDS[CODE]) for row in rows.prefetch_related("about")]
    ready = [(*message.envelope(), message.as_bytes()) for message in ready]
    Notice.objects.filter(occurrence=prefix).delete()
    with smtplib.SMTP("127.0.0.1", stage.smtp_port) as smtp:
        smtp.ehlo()
        start = time.time()
        for sender, recipients, content in ready:
            smtp.sendmail(sender, recipients, content)
        return count / (time.time() - start)


def warm_up(stage, workers):
    """Start workers and wait until each has sent something."""
    stage.add_workers(workers)
    time.sleep(3)
    with_workers(stage, f"warm{time.monotonic_ns()}", 60 * workers)
    mail.outbox = []
