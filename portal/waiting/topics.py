"""Topics to propose and to decide, agendas to publish, papers to hand in."""

from datetime import timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.likeness import prepared_for
from accounts.models import outside_customs
from audit.prepared import NOW
from meetings.models import (
    AgendaItem,
    Invitation,
    Meeting,
    Paper,
    Topic,
    TopicCall,
)
from meetings.models.call import ASKING
from portal.waiting.thing import PAPERS_BEFORE, Waiting, named
from workdays.words import date_format

DECIDE_WITHIN = 10
PAPERS_WITHIN = timedelta(days=30)


@prepared_for
def unanswered(reader):
    focal = outside_customs(reader.focal_organisations())
    proposed = Topic.objects.filter(call=OuterRef("pk"), proposer__in=focal)
    invited = Invitation.objects.filter(
        meeting=OuterRef("meeting"), organisation__in=focal
    )
    found = TopicCall.objects.open(NOW).filter(
        Q(meeting=None) | Q(Exists(invited)), ~Exists(proposed)
    )
    of_a_year = "programme__year", "programme__directorate__acronym"
    found = named(found.visible_to(reader), "meeting__", "closes_at", *of_a_year)
    return found.select_related("programme__directorate")


def calls(user, moment):
    """Open calls to which one's organisation has answered nothing yet."""
    if not outside_customs(user.focal_organisations()):
        return
    for call in unanswered(user, now=moment.now):
        target = f"meeting-{call.meeting_id}" if call.meeting_id else ""
        target = target or f"year-{call.programme.year}"
        yield Waiting(
            title=call.meeting.own_title if call.meeting else str(call.programme),
            detail=_("Topics are asked for, and you have proposed none."),
            action=_("Propose a topic"),
            url=f"{reverse('meetings:propose_topic')}?for={target}",
            due_on=timezone.localdate(call.closing),
        )


@prepared_for
def proposed(reader):
    """One line: how many, and when the first."""
    found = Topic.objects.manageable_by(reader).filter(state=Topic.State.PROPOSED)
    counted = found.order_by().values("state")
    return counted.annotate(count=Count("pk"), first=Min("proposed_at"))


def to_decide(user, moment):
    """Proposed topics that nobody has accepted, declined or merged."""
    lines = proposed(user)
    if not lines:
        return
    found = lines[0]
    yield Waiting(
        title=ngettext(
            "%(count)s topic was proposed",
            "%(count)s topics were proposed",
            found["count"],
        )
        % found,
        detail=_("The first was proposed on %(day)s.")
        % {"day": date_format(timezone.localtime(found["first"]), "l j F")},
        action=_("Accept, decline or merge"),
        url=f"{reverse('meetings:topics')}?state=proposed",
        due_on=moment.workdays_after(found["first"], DECIDE_WITHIN),
    )


@prepared_for
def promised(reader):
    shown = Paper.objects.filter(item=OuterRef("pk"), withdrawn_at=None)
    found = AgendaItem.objects.filter(
        ~Exists(shown),
        expects_paper=True,
        presenter_organisation__in=reader.focal_organisations(),
        meeting__in=Meeting.objects.visible_to(reader),
        meeting__state__in=ASKING,
        meeting__starts_at__range=(NOW, NOW + PAPERS_WITHIN),
    ).annotate(starts_at=F("meeting__starts_at"))
    return found.order_by().only("title", "title_en")


def papers(user, moment):
    """Papers that one's organisation promised for an item of an agenda."""
    if not user.focal_organisations():
        return
    for item in promised(user, now=moment.now):
        yield Waiting(
            title=item.own_title,
            detail=_("Your organisation presents this item on %(day)s.")
            % {"day": date_format(timezone.localtime(item.starts_at), "l j F")},
            action=_("Hand in the paper"),
            url=reverse("meetings:item_paper", args=[item.pk]),
            due_on=moment.workday_by(item.starts_at - PAPERS_BEFORE),
        )


SOURCES = [calls, papers]
OFFICERS = [to_decide]
