"""What the officer of a meeting does next: convene, publish the agenda, hold, write."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from audit.prepared import NOW
from meetings.deadlines import DRAFT_WITHIN
from meetings.models import AgendaEdition, Meeting, Minutes, Programme
from portal.waiting.thing import PAPERS_BEFORE, Waiting, named, when
from workdays.words import date_format

State = Meeting.State
CONVENE_WITHIN = timedelta(days=45)
CONVENE_BEFORE = timedelta(days=15)
AGENDA_WITHIN = timedelta(days=21)
HOLD_WITHIN = 5


@prepared_for
def unfinished(reader):
    found = Meeting.objects.manageable_by(reader).filter(
        Q(announced(NOW), programme__state=Programme.State.PUBLISHED) | unwritten()
    )
    return named(found, "", "state")


def next_steps(user, moment):
    """The next step of each meeting that comes near or is over, in one query."""
    for meeting in unfinished(user, now=moment.now):
        if meeting.state == State.HELD:
            yield to_write(meeting, moment)
        elif meeting.ends_at < moment.now:
            yield to_hold(meeting, moment)
        elif meeting.state == State.PLANNED:
            yield to_convene(meeting, moment)
        else:
            yield agenda(meeting, moment)


def announced(now):
    """Near and not convened, near and without an agenda, or over and not held."""
    published = AgendaEdition.objects.filter(meeting=OuterRef("pk"))
    return (
        Q(state=State.PLANNED, starts_at__range=(now, now + CONVENE_WITHIN))
        | Q(
            ~Exists(published),
            state=State.CONVENED,
            starts_at__range=(now, now + AGENDA_WITHIN),
        )
        | Q(state__in=[State.PLANNED, State.CONVENED], ends_at__lt=now)
    )


def unwritten():
    """Held, and the parties have not got the minutes."""
    return Q(Q(minutes=None) | Q(minutes__state=Minutes.State.DRAFT), state=State.HELD)


def to_convene(meeting, moment):
    return Waiting(
        title=meeting.own_title,
        detail=_("Planned for %(when)s; nobody is convened yet.")
        % {"when": when(meeting)},
        action=_("Convene the meeting"),
        url=meeting.get_absolute_url(),
        due_on=moment.workday_by(meeting.starts_at - CONVENE_BEFORE),
    )


def agenda(meeting, moment):
    return Waiting(
        title=meeting.own_title,
        detail=_("The meeting of %(day)s has no published agenda.")
        % {"day": date_format(timezone.localtime(meeting.starts_at), "l j F")},
        action=_("Work on the agenda"),
        url=reverse("meetings:agenda_build", args=[meeting.programme.year, meeting.pk]),
        due_on=moment.workday_by(meeting.starts_at - PAPERS_BEFORE),
    )


def to_hold(meeting, moment):
    return Waiting(
        title=meeting.own_title,
        detail=_("It was planned for %(when)s.") % {"when": when(meeting)},
        action=_("Say whether it was held"),
        url=meeting.get_absolute_url(),
        due_on=moment.workdays_after(meeting.ends_at, HOLD_WITHIN),
    )


def to_write(meeting, moment):
    address = [meeting.programme.year, meeting.pk]
    return Waiting(
        title=meeting.own_title,
        detail=_("Held on %(day)s; the parties wait for the draft minutes.")
        % {"day": date_format(timezone.localdate(meeting.ends_at), "l j F")},
        action=_("Write and circulate the minutes"),
        url=reverse("meetings:write_minutes", args=address),
        due_on=moment.workdays_after(meeting.ends_at, DRAFT_WITHIN),
    )


OFFICERS = [next_steps]
