from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from accounts.likeness import prepared_for
from audit.prepared import prepared
from audit.shelf import shelved
from meetings import wall, yearbook
from meetings.asked import YEAR
from meetings.forms.year import YearFilter
from meetings.models import Meeting, Programme
from meetings.views.keeping import may_plan
from workdays.models import Holiday

PAGE = 100


@login_not_required
def current(request):
    """This year's programme; where there is none, the latest that may be seen."""
    years = list(years_seen(request.user))
    this_year = timezone.localdate().year
    if not years:
        return render(request, "meetings/no_programme.html", {"year": this_year})
    return redirect("meetings:year", this_year if this_year in years else years[0])


@login_not_required
@shelved
def year(request, year):
    programmes, years = programmes_seen(request.user, year)
    rows = yearbook.seen_by(request.user, year)
    asked = YearFilter(request.GET, meetings_seen(request.user, year), rows)
    rows = asked.picked(rows)
    context = {
        "year": year,
        "programmes": programmes,
        "years": years,
        "filter": asked,
        "query": query(request, "page", "view"),
        "weekdays": weekdays(),
        "view": "list" if request.GET.get("view") == "list" else "calendar",
        "may_plan": may_plan(request.user),
        "total": len(rows),
        "rows": rows,
    }
    if context["view"] == "list":
        context |= listed(rows, request.GET.get("page"))
    else:
        today = timezone.localdate()
        context["months"] = wall.months(year, rows, holidays(year), today)
    context["is_partly_french"] = any(row["lang"] for row in context["rows"])
    return render(request, "meetings/year.html", context)


def listed(rows, number):
    """One page of the list, each of its days in full."""
    paginator = Paginator(rows, PAGE)
    page = paginator.get_page(number)
    return {
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "rows": yearbook.name_days(page.object_list),
    }


def programmes_seen(user, year):
    """The programmes of a year and the other years; 404 where nothing is shown."""
    seen = programmes_shown(user)
    programmes = [programme for programme in seen if programme.year == year]
    if not programmes:
        raise Http404
    return programmes, sorted({programme.year for programme in seen})


@prepared_for
def programmes_shown(reader):
    return Programme.objects.visible_to(reader).select_related("directorate")


def years_seen(user):
    return (
        Programme.objects.visible_to(user)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )


@prepared
def programmes_of():
    """Every programme of a year, for those who plan it."""
    programmes = Programme.objects.filter(year=YEAR).select_related("directorate")
    return programmes.order_by("pk")


def meetings_seen(user, year):
    return Meeting.objects.visible_to(user).filter(programme__year=year)


def weekdays():
    """Monday first, short and long."""
    return [(str(WEEKDAYS_ABBR[n]), str(WEEKDAYS[n])) for n in range(7)]


def holidays(year):
    """The name of each holiday of a year, by day."""
    return {holiday.day: str(holiday) for holiday in holidays_of(year=year)}


@prepared
def holidays_of():
    return Holiday.objects.filter(day__year=YEAR)


def query(request, *without):
    """The filters in the address, to put into another."""
    asked = request.GET.copy()
    for name in without:
        asked.pop(name, None)
    return asked.urlencode()
