"""What an officer of Customs has in hand by function."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from audit.prepared import USER, prepared
from meetings.actions.handover import IN_HAND
from meetings.models import Committee, Meeting, Topic
from meetings.models.topic import of_committees
from portal.desk.paper import Paper
from portal.waiting.thing import named
from workdays.words import date_format


def is_customs(mandate):
    return mandate.organisation.kind == Organisation.Kind.CUSTOMS


@prepared
def in_charge():
    found = Meeting.objects.filter(officer=USER, state__in=IN_HAND)
    return named(found, "", "state").order_by("starts_at", "pk")


def meetings(mandate):
    """The meetings of which the holder is the officer in charge."""
    if not is_customs(mandate):
        return
    for meeting in in_charge(user=mandate.user_id):
        yield Paper(
            title=meeting.own_title,
            detail="{}, {}".format(
                date_format(timezone.localtime(meeting.starts_at), "l j F Y"),
                meeting.get_state_display(),
            ),
            url=meeting.get_absolute_url(),
        )


def kept(mandate):
    """The committees of which the mandate makes the holder secretary."""
    if not mandate.user.has_perm("meetings.change_local_meeting"):
        return Committee.objects.none()
    place = (
        Q(offices=mandate.office_id)
        if mandate.office_id
        else Q(unit=mandate.organisation_id)
    )
    return Committee.objects.filter(place, is_active=True).distinct()


def committees(mandate):
    if not is_customs(mandate):
        return
    for committee in kept(mandate):
        yield Paper(
            title=committee.own_name,
            detail=committee.get_kind_display(),
            url=committee.get_absolute_url(),
        )


def topics(mandate):
    """The open topics before those committees, the oldest first."""
    if not is_customs(mandate):
        return
    mine = list(kept(mandate))
    if not mine:
        return
    found = Topic.objects.to_settle().filter(of_committees(mine))
    for topic in found.order_by("proposed_at"):
        yield Paper(
            title=f"{topic.reference} {topic.own_title}",
            detail=topic.get_state_display(),
            url=topic.get_absolute_url(),
        )
