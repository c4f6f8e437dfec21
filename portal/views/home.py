from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from audit.shelf import shelved
from instructions.models import Version
from meetings.models import Meeting, Minutes, Programme, Reception, TopicCall
from portal.views.promises import promises
from surveys.glance import glance

SOON, RECENT = 5, 3
HELD = [Meeting.State.HELD, Meeting.State.CLOSED]


@login_not_required
@shelved
def home(request):
    """For a stranger: what happens next, and where to go; each block fills itself."""
    meetings = Meeting.objects.visible_to(request.user).filter(
        programme__state__in=[Programme.State.PUBLISHED, Programme.State.CLOSED]
    )
    year = timezone.localdate().year
    context = {
        "year": year,
        "meetings": upcoming(meetings),
        "recent": with_minutes(recent(meetings), request.user),
        "progress": progress(meetings, year),
        "texts": texts(request.user),
        "survey": glance(request.user),
        "promises": promises(request.user),
        "day": open_day(request.user),
        "calls": calls(request.user),
    }
    return render(request, "portal/home.html", context)


def open_day(user):
    """The next day to which everybody may register now."""
    now = timezone.now()
    days = Reception.objects.visible_to(user).filter(
        opens_at__lte=now, closes_at__gt=now, meeting__starts_at__gt=now
    )
    days = days.exclude(meeting__state=Meeting.State.CANCELLED)
    return days.select_related("meeting").order_by("meeting__starts_at").first()


def calls(user):
    """Where topics may be proposed now, the nearest end first."""
    found = TopicCall.objects.visible_to(user).open()
    rows = found.select_related(
        "meeting__committee", "meeting__programme", "programme__directorate"
    )
    return sorted(rows, key=lambda call: call.closing)[:RECENT]


def upcoming(meetings):
    return (
        meetings.not_cancelled()
        .filter(ends_at__gte=timezone.now())
        .select_related("programme", "room", "committee")[:SOON]
    )


def recent(meetings):
    return (
        meetings.filter(state__in=HELD, ends_at__lt=timezone.now())
        .select_related("programme", "room", "committee")
        .order_by("-starts_at")[:RECENT]
    )


def with_minutes(meetings, user):
    """Each with the minutes that the reader may read."""
    meetings = list(meetings)
    found = Minutes.objects.visible_to(user).filter(meeting__in=meetings)
    minutes = {row.meeting_id: row for row in found}
    for meeting in meetings:
        meeting.shown_minutes = minutes.get(meeting.pk)
    return meetings


def progress(meetings, year):
    """How much of a year's programme was held."""
    held = Q(state__in=HELD)
    return (
        meetings.not_cancelled()
        .filter(programme__year=year)
        .aggregate(total=Count("pk"), held=Count("pk", filter=held))
    )


def texts(user):
    """The versions published last, one a text, without their bodies."""
    return (
        Version.objects.visible_to(user)
        .published()
        .in_language(get_language())
        .filter(published_on__lte=timezone.localdate())
        .select_related("instruction__issuer")
        .without_bodies()
        .order_by("-published_on", "-pk")[:RECENT]
    )
