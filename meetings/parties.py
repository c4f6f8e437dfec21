"""Who is a party to minutes, who speaks for it, and who is written to for it."""

from django.db.models import Q

from accounts.models import Mandate, Organisation
from meetings import recipients
from meetings.models import Approval, Attendance, Meeting
from meetings.seats import secretaries_of

CUSTOMS = Organisation.Kind.CUSTOMS


def of(minutes):
    """Customs, and every invited organisation of which somebody was there."""
    there = Attendance.objects.present().filter(meeting=minutes.meeting_id)
    guests = minutes.meeting.organisations.filter(
        pk__in=there.values("organisation")
    ).exclude(kind=CUSTOMS)
    return [minutes.customs(), *guests]


def quorum(meeting):
    """How many members there must be, and how many there are; None without a rule."""
    committee = meeting.committee
    if committee is None or committee.quorum is None:
        return None
    there = Attendance.objects.present().filter(meeting=meeting)
    members = committee.members.filter(pk__in=there.values("organisation")).count()
    return {
        "needed": committee.quorum,
        "there": members,
        "is_reached": members >= committee.quorum,
    }


def approvals_of(user, minutes):
    """The approvals that a person may give: a current mandate speaks for a party."""
    if user.is_anonymous:
        return Approval.objects.none()
    organisations = list(user.organisations())
    own = Q(organisation__in=[o for o in organisations if o.kind != CUSTOMS])
    if speaks_for_customs(user, minutes, organisations):
        own |= Q(organisation__kind=CUSTOMS)
    return minutes.approvals.filter(own).select_related("organisation")


def speaks_for_customs(user, minutes, organisations):
    """A mandate in a unit of Customs, and the meeting or the programme in hand."""
    if not any(organisation.kind == CUSTOMS for organisation in organisations):
        return False
    return (
        user.has_perm("meetings.publish_programme")
        or Meeting.objects.manageable_by(user).filter(pk=minutes.meeting_id).exists()
    )


def function_of(user, organisation):
    """The function in which somebody speaks for a party today."""
    mandates = Mandate.objects.current().filter(user=user)
    if organisation.kind == CUSTOMS:
        mandates = mandates.filter(organisation__kind=CUSTOMS)
    else:
        mandates = mandates.filter(organisation=organisation)
    return mandates.values_list("function", flat=True).first() or ""


def keepers(minutes):
    return keepers_of(minutes.meeting)


def keepers_of(meeting):
    """The officer in charge and the secretaries of the committee."""
    people = set()
    if meeting.committee_id:
        people |= secretaries_of({meeting.committee_id}).get(
            meeting.committee_id, set()
        )
    if meeting.officer and meeting.officer.is_active:
        people.add(meeting.officer)
    return sorted(people, key=lambda user: user.pk)


def keepers_to_write_to(meeting):
    return [recipients.of_person(user) for user in keepers_of(meeting)]


def people_of(minutes, organisations):
    """Focal points of today, and who was there with an account and a mandate."""
    guests = [o for o in organisations if o.kind != CUSTOMS]
    mandates = Mandate.objects.current().filter(organisation__in=guests)
    there = Attendance.objects.present().filter(meeting=minutes.meeting_id)
    users = there.filter(delegate__isnull=False).values("delegate__user")
    chosen = mandates.filter(Q(is_focal_point=True) | Q(user__in=users))
    found = {mandate.user for mandate in chosen.select_related("user")}
    if len(guests) < len(organisations):
        found.update(keepers(minutes))
    return sorted(found, key=lambda user: user.pk)


def written_to(minutes, organisations, *, but=None):
    """One letter a person, but none to whoever has just done the thing."""
    return [
        recipients.of_person(user)
        for user in people_of(minutes, organisations)
        if user != but
    ]
