from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.tables import XLSX, download
from audit.reading import note_list
from audit.shelf import revalidated, shelved
from meetings import exports, wall, yearbook
from meetings.calendars import calendar, event
from meetings.forms.year import YearFilter
from meetings.models import Meeting
from meetings.views.year import holidays, meetings_seen, programmes_seen, weekdays

# Meetings of the fullest month of each half year that one sheet holds in full.
ROOMY = 30


def asked_for(request, year):
    programmes_seen(request.user, year)
    return YearFilter(request.GET, meetings_seen(request.user, year)).narrowed()


@login_not_required
@shelved
@revalidated
def year_csv(request, year):
    meetings = asked_for(request, year)
    note_list(meetings, by=request.user)
    data = exports.as_csv(meetings)
    return download(data, "text/csv; charset=utf-8", exports.filename(year, "csv"))


@login_not_required
@shelved
@revalidated
def year_xlsx(request, year):
    meetings = asked_for(request, year)
    note_list(meetings, by=request.user)
    data = exports.as_xlsx(meetings, _("Programme %s") % year)
    return download(data, XLSX, exports.filename(year, "xlsx"))


def public_meetings(year):
    """What a stranger sees: the feed is the same for everybody."""
    return meetings_seen(AnonymousUser(), year)


@login_not_required
@shelved
@revalidated
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
@shelved
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
