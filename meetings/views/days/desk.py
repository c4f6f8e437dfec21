"""What the organisers of a day do: places, sessions, the list, the door, the papers."""

from copy import copy
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.tables import csv_bytes, download
from audit.reading import note_list
from audit.refusal import Refused
from audit.sure import asks_first
from audit.trail import record
from meetings import documents
from meetings.actions import reception as actions
from meetings.forms.guests import GuestFilter
from meetings.forms.reception import DoorForm, ReceptionForm, SessionForm
from meetings.models import Meeting, Reception, Registration, Session
from meetings.views.days.doors import kept_day
from meetings.views.days.public import certificates_of
from meetings.views.doors import attempt, managed

PAGE = 50
STATES = Registration.State


def keep(request, year, pk):
    """Open a meeting to registration, or change how."""
    meeting = managed(request.user, year, pk)
    reception = Reception.objects.filter(meeting=meeting).first()
    if reception is None:
        closes_at = meeting.starts_at - timedelta(days=3)
        reception = Reception(meeting=meeting, closes_at=closes_at)
    form = ReceptionForm(request.POST or None, instance=copy(reception))
    if request.method == "POST" and form.is_valid():
        saved = actions.keep(form=form, by=request.user)
        messages.success(request, _("The registration was saved."))
        return redirect(saved)
    context = {"form": form, "meeting": meeting, "title": _("Open to registration")}
    return render(request, "meetings/days/form.html", context)


def session_add(request, pk):
    reception = kept_day(request.user, pk)
    session = Session(reception=reception)
    return session_form(request, session, _("Add a session"))


def the_session(user, pk):
    session = get_object_or_404(Session.objects.select_related("reception"), pk=pk)
    session.reception = kept_day(user, session.reception.meeting_id)
    return session


def session_edit(request, pk):
    session = the_session(request.user, pk)
    return session_form(request, session, _("Change a session"))


def session_form(request, session, title):
    form = SessionForm(request.POST or None, instance=session)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("The session was saved."))
        return redirect(session.reception)
    context = {
        "form": form,
        "title": title,
        "meeting": session.reception.meeting,
        "reception": session.reception,
    }
    return render(request, "meetings/days/form.html", context)


@require_POST
@asks_first(
    gettext_lazy("Remove this session?"),
    gettext_lazy("It disappears from the programme of the day."),
    gettext_lazy("Remove the session"),
)
def session_remove(request, pk):
    session = the_session(request.user, pk)
    if session.registrations.exclude(state=STATES.CANCELLED).exists():
        messages.error(request, _("Somebody chose this session: it stays."))
    else:
        record("session.removed", session, by=request.user)
        session.delete()
        messages.success(request, _("The session was removed."))
    return redirect(session.reception)


def guests(request, pk):
    """Who registered, by state, by words, in the order asked for."""
    reception = kept_day(request.user, pk)
    asked = GuestFilter(request.GET)
    rows = asked.narrowed(reception.registrations.select_related("organisation"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counted = dict.fromkeys(STATES.values, 0)
    for found in reception.registrations.values_list("state", flat=True):
        counted[found] += 1
    context = {
        "reception": reception,
        "meeting": reception.meeting,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "filter": asked,
        "state": asked.cleaned_data.get("state"),
        "states": [(value, STATES(value).label, counted[value]) for value in counted],
        "arrived": reception.registrations.arrived().count(),
        "prints": documents.is_possible(),
    }
    return render(request, "meetings/days/guests.html", context)


def guests_csv(request, pk):
    reception = kept_day(request.user, pk)
    headers = [
        _("Name"),
        _("Function"),
        _("Organisation"),
        _("E-mail"),
        _("State"),
        _("Code at the door"),
        _("Arrived"),
    ]
    found = reception.registrations.select_related("organisation")
    rows = [
        [
            row.name,
            row.function,
            row.where,
            row.email,
            row.get_state_display(),
            row.code,
            _("yes") if row.arrived_at else _("no"),
        ]
        for row in found
    ]
    note_list(found, by=request.user)
    data = csv_bytes([headers, *rows])
    return download(data, "text/csv; charset=utf-8", "inscriptions.csv")


@require_POST
@asks_first(
    gettext_lazy("Cancel this registration?"),
    gettext_lazy(
        "A letter tells the person, and the place goes to the next on the waiting list."
    ),
    gettext_lazy("Cancel the registration"),
)
def guest_cancel(request, pk):
    rows = Registration.objects.select_related("reception")
    registration = get_object_or_404(rows, pk=pk)
    reception = kept_day(request.user, registration.reception.meeting_id)
    attempt(
        request,
        None,
        lambda: actions.cancel(registration=registration, by=request.user),
        _("The registration was cancelled, and the person written to."),
    )
    return redirect("meetings:day_guests", reception.meeting_id)


def door(request, pk):
    """A code is typed or read by a scanner; the answer is large and needs no script."""
    reception = kept_day(request.user, pk)
    form, came, is_new, refusal = DoorForm(), None, False, ""
    if request.method == "POST":
        form = DoorForm(request.POST)
        if form.is_valid():
            code = form.cleaned_data["code"]
            try:
                came, is_new = actions.arrive(
                    reception=reception, code=code, by=request.user
                )
                form = DoorForm()
            except Refused as sentence:
                refusal = str(sentence)
    context = {
        "reception": reception,
        "meeting": reception.meeting,
        "form": form,
        "came": came,
        "is_new": is_new,
        "refusal": refusal,
        "arrived": reception.registrations.arrived().count(),
        "expected": reception.taken(),
    }
    return render(request, "meetings/days/door.html", context)


def badges(request, pk):
    reception = kept_day(request.user, pk)
    rows = reception.registrations.confirmed().select_related("organisation")
    context = {"registrations": rows, "meeting": reception.meeting}
    response = documents.pdf_response(
        request, "meetings/days/badges_pdf.html", context, "badges"
    )
    note_list(rows, by=request.user, reason=_("badges"))
    return response


def certificates(request, pk):
    """All certificates of a day that was held, to be signed and handed out."""
    reception = kept_day(request.user, pk)
    if reception.meeting.state not in {Meeting.State.HELD, Meeting.State.CLOSED}:
        messages.error(request, _("Record the meeting as held first."))
        return redirect("meetings:day_guests", pk)
    rows = reception.registrations.arrived().select_related(
        "organisation", "reception__meeting"
    )
    context = certificates_of(rows, reception.meeting)
    response = documents.pdf_response(
        request, "meetings/days/certificates_pdf.html", context, "certificats"
    )
    note_list(rows, by=request.user, reason=_("certificates"))
    return response
