from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from accounts.models import outside_customs
from audit.prepared import NOW, TODAY
from meetings.asked import YEAR
from meetings.models import Delegate, Invitation, Meeting, Opinion, Programme
from meetings.models.invitation import Answer
from portal.waiting.thing import Waiting, named, when

OPEN_BY, PUBLISH_BY = (12, 1), (1, 25)


def titled(programmes):
    """Programmes in no order, with what their title and their deadline need."""
    fields = "year", "opinions_until", "directorate__acronym"
    return programmes.order_by().select_related("directorate").only(*fields)


@prepared_for
def unanswered(reader):
    """One's own convocations, or an organisation's that nobody answered."""
    delegates = Delegate.objects.filter(invitation=OuterRef("pk"), is_active=True)
    mine = delegates.alias(address=Lower("email")).filter(
        address=reader.email, answer=Answer.PENDING
    )
    asked = Q(Exists(mine))
    if focal := reader.focal_organisations():
        answered = delegates.exclude(answer=Answer.PENDING)
        asked |= Q(~Exists(answered), organisation__in=focal)
    found = Invitation.objects.filter(
        asked,
        meeting__in=Meeting.objects.visible_to(reader),
        meeting__state=Meeting.State.CONVENED,
        meeting__starts_at__gt=NOW,
    )
    found = named(found, "meeting__", "organisation__acronym")
    return found.select_related("organisation")


def invitations(user, moment):
    """Convocations to answer."""
    for invitation in unanswered(user, now=moment.now):
        meeting = invitation.meeting
        yield Waiting(
            title=meeting.own_title,
            detail=_("%(organisation)s is invited, %(when)s.")
            % {"organisation": invitation.organisation, "when": when(meeting)},
            action=_("Answer the invitation"),
            url=reverse("meetings:answer_invitation", args=[invitation.pk]),
            due_on=timezone.localdate(meeting.starts_at),
        )


@prepared_for
def without_opinion(reader):
    given = Opinion.objects.filter(
        programme=OuterRef("pk"), organisation__in=reader.organisations()
    )
    found = Programme.objects.visible_to(reader).filter(
        ~Exists(given), state=Programme.State.OPEN, opinions_until__gte=TODAY
    )
    return titled(found)


def opinions(user, moment):
    """Programmes on which one's organisation was asked and has said nothing."""
    if not outside_customs(user.organisations()):
        return
    for programme in without_opinion(user):
        yield Waiting(
            title=str(programme),
            detail=_("The draft is open for the opinion of your organisation."),
            action=_("Read it and say your opinion"),
            url=programme.get_absolute_url(),
            due_on=programme.opinions_until,
        )


@prepared_for
def drafted(reader):
    found = Programme.objects.visible_to(reader)
    return titled(found.filter(state=Programme.State.DRAFT, year__gte=YEAR))


def to_open(user, moment):
    """Drafts on which the organisations are to be asked before the year begins."""
    if not user.has_perm("meetings.change_programme"):
        return
    for programme in drafted(user, year=moment.today.year):
        yield Waiting(
            title=str(programme),
            detail=_("It is a draft that only officers see."),
            action=_("Plan the year"),
            url=reverse("meetings:planner", args=[programme.year]),
            due_on=date(programme.year - 1, *OPEN_BY),
        )


@prepared_for
def heard(reader):
    found = Programme.objects.visible_to(reader)
    return titled(found.filter(state=Programme.State.OPEN, opinions_until__lt=TODAY))


def to_publish(user, moment):
    """Programmes whose consultation is over and that wait for a signature."""
    if not user.has_perm("meetings.publish_programme"):
        return
    for programme in heard(user):
        yield Waiting(
            title=str(programme),
            detail=_("The time for opinions has passed."),
            action=_("Sign and publish it"),
            url=programme.get_absolute_url(),
            due_on=max(programme.opinions_until, date(programme.year, *PUBLISH_BY)),
        )


SOURCES = [invitations, opinions]
OFFICERS = [to_open, to_publish]
