"""Planned meetings on their way into the year: moved by a day, copied from the last."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.models import Meeting, Programme


@transaction.atomic
def reschedule(*, meeting, day, by):
    """Put a planned meeting on another day of its year, at the same hour."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=meeting.pk)
    )
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(
            _("Only a planned meeting changes its day here; this one is %(state)s.")
            % {"state": meeting.get_state_display()}
        )
    if meeting.programme.state == Programme.State.CLOSED:
        raise Refused(_("The programme is closed."))
    if day.year != meeting.programme.year:
        raise Refused(
            _("The day must lie in %(year)s.") % {"year": meeting.programme.year}
        )
    starts_at, ends_at = on_day(meeting, day)
    if starts_at == meeting.starts_at:
        return meeting
    before = picture(meeting)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.sequence += 1
    meeting.save()
    record("meeting.rescheduled", meeting, by=by, before=before)
    return meeting


def on_day(meeting, day):
    """The same hours of the clock on another day."""
    starts = timezone.localtime(meeting.starts_at)
    ends = timezone.localtime(meeting.ends_at)
    days = day - starts.date()
    return tuple(
        timezone.make_aware(datetime.combine(m.date() + days, m.time()))
        for m in (starts, ends)
    )
