"""Ready ahead, shown at the minute of the embargo."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from notices import outbox
from surveys import checks
from surveys.actions.correct import take_away
from surveys.actions.review import step
from surveys.letters import PUBLISHED, partners
from surveys.models import Version
from surveys.steps import locked

State = Version.State
log = logging.getLogger(__name__)


@transaction.atomic
def schedule(*, version, publish_at, by):
    """Set the minute before which nothing is shown."""
    version = locked(version, State.APPROVED)
    if publish_at <= timezone.now():
        raise Refused(_("The minute of publication must be still to come."))
    publish_at = publish_at.replace(second=0, microsecond=0)
    return step(
        version, State.SCHEDULED, "version.scheduled", by, publish_at=publish_at
    )


@transaction.atomic
def unschedule(*, version, reason, by):
    """Take a scheduled version off the calendar."""
    version = locked(version, State.SCHEDULED)
    if not reason.strip():
        raise Refused(_("Say why it is not published then."))
    version.downloads.all().delete()
    return step(
        version, State.APPROVED, "version.unscheduled", by, reason, publish_at=None
    )


def prepare_files(*, pack):
    """Make the files of scheduled versions ahead; nobody sees them before the minute."""
    for waiting in Version.objects.filter(state=State.SCHEDULED, downloads=None):
        with transaction.atomic():
            version = Version.objects.select_for_update().get(pk=waiting.pk)
            if version.state == State.SCHEDULED and not version.downloads.exists():
                pack(version)


def publish_due(*, now, pack):
    """Publish each version whose embargo has passed, and give them."""
    published = []
    for version in Version.objects.due(now):
        try:
            published.append(publish(version=version, now=now, pack=pack))
        except Refused as refusal:  # another worker did, or somebody took it off
            log.info("%s is not published: %s", version, refusal)
    return published


@transaction.atomic
def publish(*, version, now, pack):
    """Show a scheduled version; `pack` makes its files where they are not made yet.

    What changed since the approval is asked again: another version may be out now.
    """
    version = locked(version, State.SCHEDULED)
    if version.publish_at > now:
        raise Refused(_("The embargo has not passed."))
    if found := checks.errors(version):
        version.downloads.all().delete()
        return step(
            version,
            State.DRAFT,
            "version.sent_back",
            None,
            " ".join(found),
            publish_at=None,
        )
    make_way(version)
    step(
        version,
        State.PUBLISHED,
        "version.published",
        None,
        published_at=version.publish_at,
    )
    if not version.downloads.exists():
        pack(version)
    outbox.post_all(PUBLISHED, version, partners(), version.number)
    return version


def make_way(version):
    """The earlier versions get their banner, or leave where the new one says so."""
    for older in Version.objects.reachable().filter(wave=version.wave):
        if version.withdraws_earlier:
            take_away(older, version.note, by=None)
        elif older.state == State.PUBLISHED:
            step(older, State.CORRECTED, "version.corrected", None)
