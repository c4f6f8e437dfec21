"""Approved minutes are shown at their level; what comes later is added beside."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import record
from meetings import parties
from meetings.actions.minutes.circulating import tell
from meetings.actions.minutes.keeping import State, locked, settle
from meetings.letters import minutes_codes as codes
from meetings.models import Addendum
from notices import outbox


@transaction.atomic
def publish(*, minutes, by):
    """Show the sealed minutes to whoever their level names."""
    minutes = locked(minutes, State.APPROVED)
    settle(
        minutes,
        "minutes.published",
        by=by,
        state=State.PUBLISHED,
        published_at=timezone.now(),
    )
    invited = [minutes.customs(), *minutes.meeting.organisations.all()]
    people = parties.written_to(minutes, invited, but=by)
    outbox.post_all(codes.PUBLISHED, minutes, people, "published")
    return minutes


@transaction.atomic
def add(*, minutes, organisation, text, by):
    """A party adds to sealed minutes, in its own name; they stay as they are."""
    minutes = locked(minutes, State.APPROVED, State.PUBLISHED)
    if not parties.approvals_of(by, minutes).filter(organisation=organisation).exists():
        raise Refused(_("You do not speak for a party to these minutes."))
    addendum = Addendum.objects.create(
        minutes=minutes,
        number=minutes.addenda.count() + 1,
        organisation=organisation,
        text=text.strip(),
        by=by,
        function=parties.function_of(by, organisation),
    )
    record("minutes.added_to", addendum, by=by)
    tell(codes.ADDED, minutes, f"addendum {addendum.number}", but=by)
    return addendum
