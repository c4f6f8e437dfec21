"""Who was there: two taps a person, while the minutes are a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.prepared import first
from audit.refusal import Refused
from audit.trail import picture, record
from meetings.actions.minutes.keeping import State, begin, locked, settle
from meetings.models import Attendance


def writable(meeting, by):
    """The minutes, begun where they are not, while their text may still change."""
    return locked(begin(meeting=meeting, by=by), State.DRAFT)


@transaction.atomic
def mark(*, meeting, who, is_present, by):
    """Somebody who was expected is there, or is not; the last tap counts."""
    writable(meeting, by)
    row = Attendance.objects.filter(meeting=meeting, **who).first()
    if row and row.is_present == is_present:
        return row
    attendance = row or expected(meeting, **who)
    before = picture(attendance) if row else {}
    attendance.is_present, attendance.recorded_by = is_present, by
    attendance.save()
    record("attendance.marked", attendance, by=by, before=before)
    return attendance


def expected(meeting, *, delegate=None, user=None):
    """The row of a delegate, or of the officer in charge, not marked yet."""
    if delegate:
        return Attendance(
            meeting=meeting,
            delegate=delegate,
            name=delegate.represented_by or delegate.name,
            function="" if delegate.represented_by else delegate.function,
            organisation=delegate.invitation.organisation,
        )
    mandate = first(user.mandates_today())
    return Attendance(
        meeting=meeting,
        user=user,
        name=user.name,
        function=mandate.function if mandate else "",
        organisation=mandate.organisation if mandate else None,
    )


@transaction.atomic
def add_person(*, meeting, name, function, organisation, organisation_name, by):
    """Somebody who came unannounced."""
    writable(meeting, by)
    if not organisation and not organisation_name:
        raise Refused(_("Say for which organisation this person came."))
    if Attendance.objects.filter(meeting=meeting, name__iexact=name).exists():
        raise Refused(_("Somebody of this name is on the sheet already."))
    attendance = Attendance.objects.create(
        meeting=meeting,
        name=name,
        function=function,
        organisation=organisation,
        organisation_name="" if organisation else organisation_name,
        recorded_by=by,
    )
    record("attendance.added", attendance, by=by)
    return attendance


@transaction.atomic
def count_women(*, meeting, women, by):
    """How many of those present are women; the number alone is kept."""
    minutes = writable(meeting, by)
    present = Attendance.objects.present().filter(meeting=meeting).count()
    if women is not None and women > present:
        raise Refused(
            _("Only %(present)s people are marked as present.") % {"present": present}
        )
    return settle(minutes, "minutes.women_counted", by=by, women=women)
