from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import record
from meetings import copying
from meetings.models import Invitation, Meeting, Programme

KEPT = (
    "kind",
    "description",
    "committee",
    "room",
    "place",
    "language",
    "lead",
    "officer",
    "level",
)


@transaction.atomic
def copy_programme(*, source, target, by):
    """Plan last year's meetings again; what was copied before is not copied twice."""
    target = Programme.objects.select_for_update().get(pk=target.pk)
    if target.state not in {Programme.State.DRAFT, Programme.State.OPEN}:
        raise Refused(
            _("The programme is %(state)s: meetings are copied into a draft only.")
            % {"state": target.get_state_display()}
        )
    copies, _present = copying.plan(source, target)
    for copy in copies:
        add(copy, target, by)
    return copies


def add(copy, target, by):
    meeting = Meeting.objects.create(
        programme=target,
        title=copy.title,
        title_en=copy.title_en,
        starts_at=copy.starts_at,
        ends_at=copy.ends_at,
        copied_from=copy.source,
        **{name: getattr(copy.source, name) for name in KEPT},
    )
    guests = [i.organisation for i in copy.source.invitations.all()]
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=organisation)
        for organisation in guests
        if organisation.is_active
    )
    reason = ", ".join(o.acronym for o in guests)
    record("meeting.copied", meeting, by=by, reason=reason)
