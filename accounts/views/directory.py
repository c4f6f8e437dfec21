from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import tables
from accounts.directory import found
from accounts.forms.directory import DirectoryFilter
from accounts.models import Office, Organisation
from audit.shelf import revalidated, shelved

PAGE = 25
SOON = 5


@login_not_required
@shelved
def directory(request):
    asked = DirectoryFilter(request.GET)
    page = Paginator(found(request.user, **asked.asked()), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filter": asked,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
    }
    return render(request, "accounts/directory.html", context)


@login_not_required
@shelved
@revalidated
def directory_csv(request):
    """What the filters show, for a spreadsheet; no person stands in it."""
    entries = found(request.user, **DirectoryFilter(request.GET).asked())
    headers = [
        _("Kind"),
        _("Acronym"),
        _("Name"),
        _("Part of"),
        _("Answers for"),
        _("Enquiry point"),
        _("E-mail"),
        _("Telephone"),
        _("Address"),
        _("Website"),
    ]
    data = tables.csv_bytes([headers, *(cells(entry) for entry in entries)])
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    name = _("directory")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def cells(entry):
    source = entry.source
    return [
        str(entry.kind_name),
        entry.short,
        entry.name,
        str(entry.part_of or ""),
        source.own_answers_for,
        _("yes") if source.is_enquiry_point else _("no"),
        source.email,
        source.phone,
        source.address,
        entry.website,
    ]


@login_not_required
@shelved
def organisation(request, pk):
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user).select_related("parent__parent"),
        pk=pk,
    )
    context = {
        "organisation": organisation,
        "units": organisation.units.visible_to(request.user),
        "offices": organisation.offices.visible_to(request.user),
        "committees": organisation.committees.filter(is_active=True),
        "meetings": upcoming(organisation, request.user),
    }
    return render(request, "accounts/organisation.html", context)


def upcoming(organisation, user):
    """The next meetings that it leads or is invited to, of those one may see."""
    meetings = (
        organisation.led_meetings
        if organisation.kind == Organisation.Kind.CUSTOMS
        else organisation.meetings
    )
    return (
        meetings.visible_to(user)
        .not_cancelled()
        .filter(ends_at__gte=timezone.now())
        .select_related("programme", "room", "committee")[:SOON]
    )


@login_not_required
@shelved
def office(request, pk):
    office = get_object_or_404(
        Office.objects.visible_to(request.user).select_related("unit"), pk=pk
    )
    context = {
        "office": office,
        "committees": office.committees.filter(is_active=True),
    }
    return render(request, "accounts/office.html", context)
