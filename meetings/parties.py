"""Who is a party to minutes, who speaks for it, and who is written to for it."""

from django.db.models import Exists, OuterRef, Q, Value

from accounts.likeness import prepared_for
from accounts.models import Mandate, Organisation
from meetings import recipients
from meetings.asked import MINUTES, managed_meetings
from meetings.models import Approval, Attendance, Meeting
from meetings.seats import secretaries_of
from notices.kinds import Recipient

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
    own = spoken_for(user, speaks_for_customs(user, minutes))
    return minutes.approvals.filter(own).select_related("organisation")


def approvals_seen_by(user, minutes):
    """All approvals; of each, whether the person may give it."""
    for_customs = speaks_for_customs(user, minutes)
    return approvals(user, for_customs, minutes=minutes.pk)


@prepared_for
def approvals(reader, for_customs):
    own = Value(False) if reader.is_anonymous else spoken_for(reader, for_customs)
    found = Approval.objects.filter(minutes=MINUTES).annotate(is_own=own)
    return found.select_related("organisation")


def spoken_for(user, for_customs):
    own = Q(organisation__in=[o for o in user.organisations() if o.kind != CUSTOMS])
    return own | Q(organisation__kind=CUSTOMS) if for_customs else own


def speaks_for_customs(user, minutes):
    """A mandate in a unit of Customs, and the meeting or the programme in hand."""
    if user.is_anonymous or all(o.kind != CUSTOMS for o in user.organisations()):
        return False
    return user.has_perm("meetings.publish_programme") or bool(
        managed_meetings(user, meeting=minutes.meeting_id)
    )


def speak_for_themselves(organisations):
    """Those of which somebody has an account and a mandate today."""
    return {
        organisation.pk
        for organisation in Organisation.objects.filter(
            Exists(
                Mandate.objects.current().filter(
                    organisation=OuterRef("pk"), user__is_active=True
                )
            ),
            pk__in=[organisation.pk for organisation in organisations],
        )
    }


def recordable_by(user, minutes):
    """The approvals that whoever keeps the minutes records for want of an account."""
    if not Meeting.objects.manageable_by(user).filter(pk=minutes.meeting_id).exists():
        return Approval.objects.none()
    waiting = minutes.approvals.filter(how=Approval.How.PENDING).exclude(
        organisation__kind=CUSTOMS
    )
    asked = [row.organisation for row in waiting.select_related("organisation")]
    return waiting.exclude(organisation__in=speak_for_themselves(asked))


def function_of(user, organisation):
    """The function in which somebody speaks for a party today."""
    mandates = Mandate.objects.current_of(user)
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
    people = [
        recipients.of_person(user)
        for user in people_of(minutes, organisations)
        if user != but
    ]
    return people + without_account(minutes, organisations)


def without_account(minutes, organisations):
    """Of parties without an account: who was there, or else their common address."""
    guests = [o for o in organisations if o.kind != CUSTOMS]
    speaking = speak_for_themselves(guests)
    silent = [o for o in guests if o.pk not in speaking]
    if not silent:
        return []
    there = Attendance.objects.present().filter(
        meeting=minutes.meeting_id, delegate__isnull=False, organisation__in=silent
    )
    found = {row.organisation_id: [] for row in there}
    for row in there.select_related("delegate"):
        found[row.organisation_id].append(recipients.recipient(row.delegate))
    for organisation in silent:
        if organisation.email:
            own = Recipient(organisation.email, str(organisation))
            found.setdefault(organisation.pk, [own])
    return [who for people in found.values() for who in people if who.email]
