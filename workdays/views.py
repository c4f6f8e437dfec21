from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from audit.shelf import shelved
from workdays.actions import YEARS
from workdays.models import Holiday, OfficeHours


@login_not_required
@shelved
def calendar(request, year=None):
    """The holidays of a year and the office hours, for everybody."""
    year = year or timezone.localdate().year
    if year not in YEARS:
        raise Http404
    hours = list(OfficeHours.objects.of_year(year).order_by("starts_on", "weekday"))
    return render(
        request,
        "workdays/calendar.html",
        {
            "year": year,
            "holidays": Holiday.objects.observed().of_year(year),
            "hours": [row for row in hours if row.starts_on is None],
            "periods": [row for row in hours if row.starts_on is not None],
            "previous_year": year - 1 if year - 1 in YEARS else None,
            "next_year": year + 1 if year + 1 in YEARS else None,
        },
    )
