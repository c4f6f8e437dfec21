from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Delegate, Invitation, Meeting, Opinion, Programme
from meetings.models.invitation import Answer
from portal.waiting.thing import Waiting, named, outside_customs
from workdays.words import date_format

CONVENE_WITHIN = timedelta(days=45)
CONVENE_BEFORE = timedelta(days=15)
OPEN_BY, PUBLISH_BY = (12, 1), (1, 25)
HOLD_WITHIN = 5


def when(meeting):
    starts_at = timezone.localtime(meeting.starts_at)
    return date_format(starts_at, "l j F, ") + date_format(starts_at, "TIME_FORMAT")


def invitations(user, moment):
    """Convocations to answer: one's own, or an organisation's that nobody answered."""
    delegates = Delegate.objects.filter(invitation=OuterRef("pk"), is_active=True)
    mine = delegates.filter(email__iexact=user.email, answer=Answer.PENDING)
    answered = delegates.exclude(answer=Answer.PENDING)
    kept = Q(organisation__in=list(user.focal_organisations())) & ~Exists(answered)
    found = Invitation.objects.filter(
        Exists(mine) | kept,
        meeting__in=Meeting.objects.visible_to(user),
        meeting__state=Meeting.State.CONVENED,
        meeting__starts_at__gt=moment.now,
    )
    found = named(found, "meeting__", "organisation__acronym")
    for invitation in found.select_related("organisation"):
        meeting = invitation.meeting
        yield Waiting(
            title=meeting.own_title,
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
    for meeting in named(found):
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
    for meeting in named(found):
        yield Waiting(
            title=meeting.own_title,
            detail=_("It was planned for %(when)s.") % {"when": when(meeting)},
            action=_("Say whether it was held"),
            url=meeting.get_absolute_url(),
            due_on=moment.workdays_after(meeting.ends_at, HOLD_WITHIN),
        )


def opinions(user, moment):
    """Programmes on which one's organisation was asked and has said nothing."""
    organisations = list(user.organisations())
    if not outside_customs(organisations):
        return
    given = Opinion.objects.filter(
        programme=OuterRef("pk"), organisation__in=organisations
    )
    found = Programme.objects.visible_to(user).filter(
        ~Exists(given),
        state=Programme.State.OPEN,
        opinions_until__gte=moment.today,
    )
    for programme in found.order_by().select_related("directorate"):
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
    for programme in found.order_by().select_related("directorate"):
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
    for programme in found.order_by().select_related("directorate"):
        yield Waiting(
            title=str(programme),
            detail=_("The time for opinions has passed."),
            action=_("Sign and publish it"),
            url=programme.get_absolute_url(),
            due_on=max(programme.opinions_until, date(programme.year, *PUBLISH_BY)),
        )


SOURCES = [invitations, opinions]
OFFICERS = [to_convene, to_hold, to_open, to_publish]
