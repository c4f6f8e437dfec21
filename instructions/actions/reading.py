"""Who has read what, in a chain that shows any later rewriting; who wants to hear."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import record
from instructions.letters.registration import FOLLOWING
from instructions.models import Acknowledgement, Subscription, Version
from notices.unsubscribe import resume


@transaction.atomic
def acknowledge(*, version, organisation, by):
    """Record that a person has read a version on behalf of an organisation."""
    if version.state != Version.State.PUBLISHED:
        raise Refused(_("Only a published text is acknowledged."))
    if organisation not in by.organisations():
        raise Refused(_("You hold no mandate in this organisation."))
    row, is_new = Acknowledgement.objects.get_or_create(
        version=version,
        organisation=organisation,
        by=by,
        defaults={"sha256": version.sha256},
    )
    if is_new:
        record("version.acknowledged", row, by=by)
    return row


@transaction.atomic
def chain_acknowledgements():
    """Link every new row to the last one, in order; gives how many were linked."""
    if first := Acknowledgement.objects.chained().first():
        Acknowledgement.objects.select_for_update().get(pk=first.pk)  # one at a time
    last = Acknowledgement.objects.chained().last()
    place, link = (last.place, last.link) if last else (0, "")
    rows = list(Acknowledgement.objects.select_for_update().unchained())
    for row in rows:
        place += 1
        row.place = place
        link = row.link = row.link_after(link)
        row.save(update_fields=["place", "link"])
    return len(rows)


def broken_link():
    """The first row whose link does not follow from the rows before, or None."""
    link = ""
    for place, row in enumerate(Acknowledgement.objects.chained().iterator(), 1):
        if row.place != place or row.link != row.link_after(link):
            return row
        link = row.link
    return None


@transaction.atomic
def subscribe(*, by, scheme="", code="", office=None, instruction=None):
    """Hear of texts about one thing; asking twice is asking once."""
    row, is_new = Subscription.objects.get_or_create(
        user=by, scheme=scheme, code=code, office=office, instruction=instruction
    )
    if is_new:
        record("subscription.taken", row, by=by)
        resume(user=by, kinds=FOLLOWING, by=by)
    return row


@transaction.atomic
def unsubscribe(*, subscription, by):
    subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
    record("subscription.ended", subscription, by=by)
    subscription.delete()
