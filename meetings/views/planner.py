"""Where officers plan a year: the wall, what stands in the way, who is left out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from meetings import asked, conflicts, copying, coverage, wall, yearbook
from meetings.actions import plan as actions
from meetings.actions.copying import copy_programme
from meetings.beside import conflicts_moved
from meetings.forms.planner import RescheduleForm
from meetings.forms.year import YearFilter
from meetings.models import Meeting
from meetings.views import obstacles
from meetings.views.doors import managed
from meetings.views.keeping import may_keep, planned_by, programme_of, require
from meetings.views.year import holidays, programmes_of, weekdays

PAGE = 20


def planner(request, year):
    """The year's own meetings with their conflicts, and each organisation's share."""
    meetings = planned_by(request.user, year)
    programmes = programmes_of(year=year)
    if not programmes:
        raise Http404
    everything = yearbook.of_year(year)
    own = set(asked.planned_keys(request.user, year=year))
    rows = [row for row in everything if row["pk"] in own]
    found = conflicts_among(rows, conflicts.of_rows(year, everything))
    context = paged(request, found, rows) | {
        "year": year,
        "programmes": programmes,
        "keeps": may_keep(request.user),
        "total": len(rows),
        "view": "list" if request.GET.get("view") == "list" else "calendar",
        "coverage": coverage.of_rows(everything),
    }
    if context["view"] == "list":
        filtered = YearFilter(request.GET, meetings, rows)
        rows = yearbook.name_days(filtered.picked(rows))
        context |= {"filter": filtered, "rows": rows}
    else:
        months = wall.months(year, rows, holidays(year), timezone.localdate())
        context |= {"weekdays": weekdays(), "months": months}
    return render(request, "meetings/planner.html", context)


def conflicts_among(rows, found):
    """The conflicts that touch these rows; each row is told of its own."""
    own = {row["pk"] for row in rows}
    found = [
        conflict
        for conflict in found
        if any(slot.key in own for slot in conflict.slots())
    ]
    troubled = {slot.key for conflict in found for slot in conflict.slots()}
    for row in rows:
        row["is_troubled"] = row["pk"] in troubled
        row["is_movable"] = row["state"] == Meeting.State.PLANNED
    return found


def paged(request, found, rows):
    """One page of the conflicts: those to come first, then the latest of the past."""
    today = timezone.localdate()
    coming = [conflict for conflict in found if conflict.day() >= today]
    past = [conflict for conflict in found if conflict.day() < today]
    paginator = Paginator(coming + past[::-1], PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return {
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "coming": len(coming),
        "conflicts": obstacles.shown(page.object_list, request.user, known=rows),
    }


def reschedule(request, year, pk):
    """Put a planned meeting on another day, after a look at what stands there."""
    meeting = managed(request.user, year, pk)
    data = request.POST if request.method == "POST" else request.GET
    form = RescheduleForm(data if "day" in data else None, meeting=meeting)
    in_the_way = None
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["day"]
        if request.method == "POST" and "check" not in request.POST:
            try:
                actions.reschedule(meeting=meeting, day=day, by=request.user)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The meeting was moved."))
                return redirect("meetings:planner", year)
        in_the_way = obstacles.of_one(
            conflicts_moved(meeting, *actions.on_day(meeting, day)),
            request.user,
            meeting.own_title,
        )
    part = "_reschedule" if "part" in request.GET else "reschedule"
    context = {
        "meeting": meeting,
        "year": year,
        "form": form,
        "in_the_way": in_the_way,
    }
    return render(request, f"meetings/{part}.html", context)


def copy(request, year):
    """Last year's meetings on this year's working days: a preview, then the copy."""
    require(request.user, "change_programme", "add_meeting")
    programme = programme_of(request, year)
    source = copying.source_of(programme)
    if source is None:
        messages.error(request, _("There is no earlier programme to copy."))
        return redirect("meetings:planner", year)
    if request.method == "POST":
        return copied(request, source, programme)
    copies, present = copying.plan(source, programme)
    context = {
        "programme": programme,
        "year": year,
        "source": source,
        "copies": copies,
        "shifted": [copy for copy in copies if copy.is_shifted],
        "present": present,
    }
    return render(request, "meetings/copy.html", context)


def copied(request, source, programme):
    try:
        copies = copy_programme(source=source, target=programme, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:copy", programme.year)
    messages.success(request, _("Meetings copied: %(count)s.") % {"count": len(copies)})
    return redirect("meetings:planner", programme.year)
