"""What somebody has in hand for an organisation, of Customs or not."""

from django.utils import timezone

from accounts.models import Organisation
from accounts.words import folded
from audit.prepared import NOW, USER, number, prepared
from commitments.models import Commitment
from meetings.models import CommitteeMember, Delegate, Meeting, Topic
from portal.desk.paper import Paper
from portal.waiting.thing import named
from workdays.words import date_format

ORGANISATION = number("organisation")


@prepared
def seated():
    found = CommitteeMember.objects.filter(
        organisation=ORGANISATION, committee__is_active=True
    )
    return found.select_related("committee").order_by("committee__name")


def seats(mandate):
    """Where the function sits, as titular or alternate."""
    for seat in seated(organisation=mandate.organisation_id):
        for name in ("titular", "alternate"):
            if folded(getattr(seat, name)) == folded(mandate.function):
                yield Paper(
                    title=seat.committee.own_name,
                    detail=str(seat._meta.get_field(name).verbose_name),
                    url=seat.committee.get_absolute_url(),
                )


@prepared
def convened():
    found = Delegate.objects.filter(
        user=USER,
        is_active=True,
        invitation__organisation=ORGANISATION,
        invitation__meeting__state=Meeting.State.CONVENED,
        invitation__meeting__starts_at__gt=NOW,
    )
    found = named(found, "invitation__meeting__")
    return found.order_by("invitation__meeting__starts_at", "pk")


def convocations(mandate):
    """The meetings to which the holder is convened for the organisation."""
    keys = {"user": mandate.user_id, "organisation": mandate.organisation_id}
    for delegate in convened(now=timezone.now(), **keys):
        meeting = delegate.invitation.meeting
        yield Paper(
            title=meeting.own_title,
            detail=date_format(timezone.localtime(meeting.starts_at), "l j F Y"),
            url=meeting.get_absolute_url(),
        )


def speaks_for(mandate):
    """A focal point speaks for the organisation, outside Customs."""
    is_outside = mandate.organisation.kind != Organisation.Kind.CUSTOMS
    return mandate.is_focal_point and is_outside


def topics(mandate):
    if not speaks_for(mandate):
        return
    for topic in Topic.objects.to_settle().of([mandate.organisation_id]):
        yield Paper(
            title=f"{topic.reference} {topic.own_title}",
            detail=topic.get_state_display(),
            url=topic.get_absolute_url(),
        )


@prepared
def owed():
    found = Commitment.objects.open().filter(owner=ORGANISATION)
    return found.order_by("due_on")


def commitments(mandate):
    """The promises that name the function; those that name none are the focal point's."""
    for promise in owed(organisation=mandate.organisation_id):
        named = folded(promise.owner_function)
        if named == folded(mandate.function) or (not named and speaks_for(mandate)):
            yield promised(promise)


def to_confirm(mandate):
    """What is claimed done to the organisation, and waits for its word."""
    if not speaks_for(mandate):
        return
    found = Commitment.objects.owed_to([mandate.organisation_id])
    for promise in found.filter(state="claimed").order_by("due_on"):
        yield promised(promise)


def promised(promise):
    return Paper(
        title=f"{promise.reference} {promise.own_what}",
        detail=date_format(promise.due_on),
        url=promise.get_absolute_url(),
    )
