"""The annual report of the dialogue: page, print and PDF out of the same figures."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from audit.shelf import shelved
from meetings import documents
from meetings import report as figures
from meetings.models import Programme


def reported(request, year):
    """The figures of a year whose programme everybody may read; else 404."""
    years = Programme.objects.filter(state__in=figures.SHOWN)
    if not years.filter(year=year).exists():
        raise Http404
    return {
        "year": year,
        "is_running": year >= timezone.localdate().year,
        "today": timezone.localdate(),
        "report": figures.of_year(year),
    }


@login_not_required
@shelved
def report(request, year):
    context = reported(request, year)
    found = Programme.objects.filter(state__in=figures.SHOWN)
    context |= {
        "years": sorted(set(found.values_list("year", flat=True))),
        "prints": documents.is_possible(),
    }
    return render(request, "meetings/report.html", context)


@login_not_required
@shelved
def report_pdf(request, year):
    return documents.pdf_response(
        request, "meetings/report_pdf.html", reported(request, year), f"report-{year}"
    )
