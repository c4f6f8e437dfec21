from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from accounts.tables import XLSX, download
from audit.models import Entry
from audit.reading import note_list
from meetings import exports, wall, yearbook
from meetings.calendars import calendar, event
from meetings.forms.year import YearFilter
from meetings.models import Meeting
from meetings.views.year import holidays, meetings_seen, programmes_seen, weekdays

# Meetings of the fullest month of each half year that one sheet holds in full.
ROOMY = 30
TOLD_OF = ["programme", "meeting", "committee", "room", "invitation"]


def asked_for(request, year):
    programmes_seen(request.user, year)
    return YearFilter(request.GET, meetings_seen(request.user, year)).narrowed()


@login_not_required
def year_csv(request, year):
    meetings = asked_for(request, year)
    note_list(meetings, by=request.user)
    data = exports.as_csv(meetings)
    return download(data, "text/csv; charset=utf-8", exports.filename(year, "csv"))


@login_not_required
def year_xlsx(request, year):
    meetings = asked_for(request, year)
    note_list(meetings, by=request.user)
    data = exports.as_xlsx(meetings, _("Programme %s") % year)
    return download(data, XLSX, exports.filename(year, "xlsx"))


def public_meetings(year):
    """What a stranger sees: the feed is the same for everybody."""
    return meetings_seen(AnonymousUser(), year)


def stamp(year):
    """When something that the feed tells of changed last, and how much there is."""
    meetings = public_meetings(year).aggregate(
        count=Count("pk"), at=Max("updated_at"), programme=Max("programme__updated_at")
    )
    entries = Entry.objects.filter(
        about_type__in=[f"meetings.{name}" for name in TOLD_OF]
        + ["accounts.organisation"]
    ).aggregate(pk=Max("pk"), at=Max("at"))
    return meetings | {"entry": entries["pk"], "entry_at": entries["at"]}


def feed_etag(request, year):
    found = stamp(year)
    parts = (found["count"], found["at"], found["programme"], found["entry"])
    return '"{}"'.format("-".join(str(part) for part in (get_language(), *parts)))


def feed_last_modified(request, year):
    found = stamp(year)
    instants = [found[name] for name in ("at", "programme", "entry_at")]
    return max((instant for instant in instants if instant), default=None)


@login_not_required
@cache_control(public=True, max_age=300)
@condition(etag_func=feed_etag, last_modified_func=feed_last_modified)
def year_ics(request, year):
    """The public meetings of a year, for a calendar that subscribes."""
    programmes_seen(AnonymousUser(), year)
    meetings = public_meetings(year).select_related(
        "programme", "committee", "room", "lead"
    )
    events = [
        event(meeting, language=get_language())
        for meeting in meetings.prefetch_related(
            "invitations__organisation", "editions"
        )
    ]
    name = _("Customs and private sector: meetings %s") % year
    response = HttpResponse(
        calendar(events, name=name), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{year}.ics"'
    return response


def fullest(months):
    return max(len(month["rows"]) for month in months)


@login_not_required
def year_print(request, year):
    """The whole year on one A3 sheet."""
    programmes, _years = programmes_seen(request.user, year)
    meetings = meetings_seen(request.user, year).exclude(state=Meeting.State.CANCELLED)
    rows = yearbook.rows(meetings.order_by("starts_at", "pk"))
    months = wall.months(year, rows, holidays(year))
    context = {
        "year": year,
        "programmes": programmes,
        "total": len(rows),
        "months": months,
        "is_dense": fullest(months[:6]) + fullest(months[6:]) > ROOMY,
        "weekdays": weekdays(),
    }
    return render(request, "meetings/year_print.html", context)
