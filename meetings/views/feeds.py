"""Calendars: one meeting, and an organisation's at a secret address."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation
from audit.models import Entry
from audit.reading import note_file
from audit.sure import asks_first
from meetings.actions.calendar import renew_calendar
from meetings.calendars import calendar, event
from meetings.models import CalendarKey, Meeting
from meetings.views.doors import attempt, focal_organisations, shown
from meetings.views.meeting import shows_answers_to

# What a calendar names beside its meetings; the trail knows when it changed.
TOLD_OF = ["meetings.committee", "meetings.room", "accounts.organisation"]


def fresh(request, stamp, last_change, write, filename, cache):
    """304 where the reader's copy still holds, else the calendar anew."""
    etag = f'"{sha256(repr(stamp).encode()).hexdigest()[:32]}"'
    last_modified = int(last_change.timestamp()) if last_change else None
    response = get_conditional_response(request, etag, last_modified)
    if response is None:
        response = HttpResponse(write(), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["ETag"] = etag
    if last_change:
        response.headers.setdefault("Last-Modified", http_date(last_modified))
    response["Cache-Control"] = cache
    return response


@login_not_required
@require_safe
def meeting_ics(request, year, pk):
    """One meeting, to add to a calendar."""
    meeting = shown(request.user, year, pk)
    meeting.guests = list(meeting.invitations.select_related("organisation"))
    guests = [guest.organisation.acronym for guest in meeting.guests]
    with_link = shows_answers_to(request.user, meeting)
    stamp = (get_language(), meeting.updated_at, meeting.where, str(meeting.lead))
    response = fresh(
        request,
        (*stamp, str(meeting.committee), guests, with_link),
        meeting.updated_at,
        lambda: calendar(
            [event(meeting, language=get_language(), with_link=with_link)]
        ),
        f"meeting-{meeting.pk}.ics",
        "private, no-cache",
    )
    if response.status_code == 200:
        note_file(meeting, by=request.user, reason="meeting.ics")
    return response


@login_not_required
@require_safe
def organisation_ics(request, key):
    """Every meeting that an organisation is invited to; cancelled ones say so."""
    keys = CalendarKey.objects.filter(organisation__is_active=True)
    row = get_object_or_404(keys.select_related("organisation"), key=key)
    meetings = Meeting.objects.on_calendar_of(row.organisation)
    found = meetings.aggregate(
        count=Count("pk"), at=Max("updated_at"), sequence=Sum("sequence")
    )
    told = Entry.objects.filter(about_type__in=TOLD_OF).aggregate(entry=Max("pk"))
    response = fresh(
        request,
        (get_language(), key, found, told),
        found["at"],
        lambda: organisation_calendar(row.organisation, meetings),
        f"{row.organisation.pk}.ics",
        "private, max-age=300",
    )
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def organisation_calendar(organisation, meetings):
    meetings = meetings.select_related("programme", "committee", "room", "lead")
    events = [
        event(meeting, language=get_language(), with_link=True)
        for meeting in meetings.prefetch_related(
            "invitations__organisation", "editions"
        )
    ]
    name = _("Meetings with Customs: %(organisation)s") % {
        "organisation": organisation.acronym
    }
    return calendar(events, name=name)


def my_calendars(request):
    """The secret addresses of the reader's organisations."""
    own = Organisation.objects.among(focal_organisations(request.user))
    rows = [
        {"organisation": o, "address": address(getattr(o, "calendar_key", None))}
        for o in own.select_related("calendar_key")
    ]
    return render(request, "meetings/my_calendars.html", {"rows": rows})


def address(key):
    if key is None:
        return ""
    return settings.PORTAL_URL + reverse("meetings:organisation_ics", args=[key.key])


@require_POST
@asks_first(
    gettext_lazy("Make a new address?"),
    gettext_lazy(
        "The old one stops working: every calendar that subscribed to it must be given the new one."
    ),
    gettext_lazy("Make a new address"),
)
def calendar_renew(request, pk):
    organisation = get_object_or_404(Organisation.objects.filter(is_active=True), pk=pk)
    if not request.user.is_focal_point_of(pk):
        raise PermissionDenied
    attempt(
        request,
        None,
        lambda: renew_calendar(organisation=organisation, by=request.user),
        _("The calendar has a new address; the old one is dead."),
    )
    return redirect("meetings:my_calendars")
