"""What waits for somebody who is signed in: each source tells of its own things.

A source is a function of (user, moment) that yields `Waiting` in a fixed number of
queries; a new app adds its source to `SOURCES`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AccessRequest, Organisation
from instructions.models import Comment, Consultation
from meetings.models import Delegate, Invitation, Meeting, Opinion, Programme
from meetings.models.invitation import Answer
from meetings.views.doors import focal_organisations
from workdays.arithmetic import Calendar

CONVENE_WITHIN = timedelta(days=45)
CONVENE_BEFORE = timedelta(days=15)
OPEN_BY, PUBLISH_BY = (12, 1), (1, 25)
HOLD_WITHIN = 5
DECIDE_WITHIN = 2
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Waiting:
    """One thing to do, until a day."""

    title: str
    detail: str
    action: str
    url: str
    due_on: date

    @property
    def is_late(self):
        return self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Moment:
    """Now, and the working days around it, read once for all sources."""

    now: datetime
    calendar: Calendar

    @property
    def today(self):
        return timezone.localdate(self.now)

    def workday_by(self, moment):
        return self.calendar.previous_workday(timezone.localdate(moment))

    def workdays_after(self, moment, count):
        return self.calendar.add_workdays(timezone.localdate(moment), count)


def waiting(user):
    """Everything that waits for this person, the nearest deadline first."""
    now = timezone.now()
    today = timezone.localdate(now)
    moment = Moment(now, Calendar.load(today - A_MONTH, today + A_MONTH * 2))
    things = [thing for source in SOURCES for thing in source(user, moment)]
    return sorted(things, key=lambda thing: (thing.due_on, thing.title))


def when(meeting):
    starts_at = timezone.localtime(meeting.starts_at)
    return date_format(starts_at, "l j F, ") + date_format(starts_at, "TIME_FORMAT")


def named(meeting):
    """The subject, told apart by the committee that meets."""
    committee = meeting.committee
    return (
        f"{committee.own_name}, {meeting.own_title}" if committee else meeting.own_title
    )


def invitations(user, moment):
    """Convocations to answer: one's own, or an organisation's that nobody answered."""
    delegates = Delegate.objects.filter(invitation=OuterRef("pk"), is_active=True)
    mine = delegates.filter(email__iexact=user.email, answer=Answer.PENDING)
    answered = delegates.exclude(answer=Answer.PENDING)
    kept = Q(organisation__in=focal_organisations(user)) & ~Q(Exists(answered))
    found = Invitation.objects.filter(
        Q(Exists(mine)) | kept,
        meeting__in=Meeting.objects.visible_to(user),
        meeting__state=Meeting.State.CONVENED,
        meeting__starts_at__gt=moment.now,
    )
    for invitation in found.select_related(
        "organisation", "meeting__programme", "meeting__committee"
    ):
        meeting = invitation.meeting
        yield Waiting(
            title=named(meeting),
            detail=_("%(organisation)s is invited, %(when)s.")
            % {"organisation": invitation.organisation, "when": when(meeting)},
            action=_("Answer the invitation"),
            url=reverse("meetings:answer_invitation", args=[invitation.pk]),
            due_on=timezone.localdate(meeting.starts_at),
        )


def to_convene(user, moment):
    """Planned meetings that come near and of which nobody was told yet."""
    found = Meeting.objects.manageable_by(user).filter(
        programme__state=Programme.State.PUBLISHED,
        state=Meeting.State.PLANNED,
        starts_at__range=(moment.now, moment.now + CONVENE_WITHIN),
    )
    for meeting in found.select_related("programme", "committee"):
        yield Waiting(
            title=meeting.own_title,
            detail=_("Planned for %(when)s; nobody is convened yet.")
            % {"when": when(meeting)},
            action=_("Convene the meeting"),
            url=meeting.get_absolute_url(),
            due_on=moment.workday_by(meeting.starts_at - CONVENE_BEFORE),
        )


def to_hold(user, moment):
    """Meetings that are over and of which nobody said whether they took place."""
    found = Meeting.objects.manageable_by(user).filter(
        programme__state=Programme.State.PUBLISHED,
        state__in=[Meeting.State.PLANNED, Meeting.State.CONVENED],
        ends_at__lt=moment.now,
    )
    for meeting in found.select_related("programme", "committee"):
        yield Waiting(
            title=meeting.own_title,
            detail=_("It was planned for %(when)s.") % {"when": when(meeting)},
            action=_("Say whether it was held"),
            url=meeting.get_absolute_url(),
            due_on=moment.workdays_after(meeting.ends_at, HOLD_WITHIN),
        )


def opinions(user, moment):
    """Programmes on which one's organisation was asked and has said nothing."""
    asked = user.organisations().exclude(kind=Organisation.Kind.CUSTOMS)
    given = Opinion.objects.filter(
        programme=OuterRef("pk"), organisation__in=user.organisations()
    )
    found = Programme.objects.visible_to(user).filter(
        Exists(asked),
        ~Exists(given),
        state=Programme.State.OPEN,
        opinions_until__gte=moment.today,
    )
    for programme in found.select_related("directorate"):
        yield Waiting(
            title=str(programme),
            detail=_("The draft is open for the opinion of your organisation."),
            action=_("Read it and say your opinion"),
            url=programme.get_absolute_url(),
            due_on=programme.opinions_until,
        )


def to_open(user, moment):
    """Drafts on which the organisations are to be asked before the year begins."""
    if not user.has_perm("meetings.change_programme"):
        return
    found = Programme.objects.visible_to(user).filter(
        state=Programme.State.DRAFT, year__gte=moment.today.year
    )
    for programme in found.select_related("directorate"):
        yield Waiting(
            title=str(programme),
            detail=_("It is a draft that only officers see."),
            action=_("Plan the year"),
            url=reverse("meetings:planner", args=[programme.year]),
            due_on=date(programme.year - 1, *OPEN_BY),
        )


def to_publish(user, moment):
    """Programmes whose consultation is over and that wait for a signature."""
    if not user.has_perm("meetings.publish_programme"):
        return
    found = Programme.objects.visible_to(user).filter(
        state=Programme.State.OPEN, opinions_until__lt=moment.today
    )
    for programme in found.select_related("directorate"):
        yield Waiting(
            title=str(programme),
            detail=_("The time for opinions has passed."),
            action=_("Sign and publish it"),
            url=programme.get_absolute_url(),
            due_on=max(programme.opinions_until, date(programme.year, *PUBLISH_BY)),
        )


def consultations(user, moment):
    """Drafts of texts on which one's organisation may comment and has not yet."""
    asked = user.organisations().exclude(kind=Organisation.Kind.CUSTOMS)
    made = Comment.objects.filter(
        consultation=OuterRef("pk"), organisation__in=user.organisations()
    )
    found = Consultation.objects.visible_to(user).open()
    for consultation in (
        found.filter(Exists(asked), ~Exists(made))
        .defer("text", "version__text", "version__pdf_text")
        .select_related("version__instruction__issuer")
    ):
        yield Waiting(
            title=consultation.version.instruction.name,
            detail=_("The draft of a text is open for comments."),
            action=_("Read it and comment"),
            url=consultation.get_absolute_url(),
            due_on=timezone.localdate(consultation.closes_at),
        )


def access_requests(user, moment):
    """People who asked for an account."""
    if not (user.is_staff and user.has_perm("accounts.change_accessrequest")):
        return
    found = AccessRequest.objects.filter(state=AccessRequest.State.WAITING).aggregate(
        count=Count("pk"), first=Min("asked_at")
    )
    if not found["count"]:
        return
    yield Waiting(
        title=ngettext(
            "%(count)s request for access",
            "%(count)s requests for access",
            found["count"],
        )
        % found,
        detail=_("The first was made on %(day)s.")
        % {"day": date_format(timezone.localtime(found["first"]), "l j F")},
        action=_("Accept or refuse"),
        url=f"{reverse('admin:accounts_accessrequest_changelist')}?state__exact=waiting",
        due_on=moment.workdays_after(found["first"], DECIDE_WITHIN),
    )


SOURCES = [
    invitations,
    to_convene,
    to_hold,
    opinions,
    to_open,
    to_publish,
    consultations,
    access_requests,
]
