"""A day open to all: its page, the form, and one's own registration."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from audit import connection
from audit.refusal import Refused
from audit.shelf import shelved
from audit.sure import asks_first
from meetings import day_links, documents
from meetings.actions import reception as actions
from meetings.forms.reception import CheckForm, RegisterForm
from meetings.letters.day import appointment
from meetings.models import Meeting, Programme, Reception, Registration
from meetings.report import SHOWN
from meetings.views.answer import kept_private
from meetings.views.days.doors import shown_day

HELD = [Meeting.State.HELD, Meeting.State.CLOSED]


@login_not_required
@shelved
def day(request, pk):
    reception = shown_day(request.user, pk)
    user = request.user
    taken = reception.taken()
    context = {
        "reception": reception,
        "meeting": reception.meeting,
        "sessions": reception.sessions.all(),
        "free": max(0, reception.places - taken),
        "waiting": reception.registrations.waiting().count(),
        "report_year": report_year(reception.meeting),
        "keeps": Reception.objects.keepable_by(user).filter(pk=reception.pk).exists(),
    }
    return render(request, "meetings/days/day.html", context)


def report_year(meeting):
    """The year before the day, where its programme was published."""
    year = meeting.programme.year - 1
    published = Programme.objects.filter(year=year, state__in=SHOWN)
    return year if published.exists() else None


@login_not_required
def register(request, pk):
    """What was typed is kept; the answer never tells whether an address is known."""
    reception = shown_day(request.user, pk)
    status = 200
    registration = Registration(reception=reception)
    form = RegisterForm(request.POST or None, instance=registration)
    if request.method == "POST":
        if form.is_from_a_robot():
            return redirect("meetings:day_asked", pk)
        if form.is_valid():
            try:
                actions.ask(
                    registration=form.instance,
                    sessions=form.cleaned_data.get("sessions", ()),
                    origin=connection.seal(request),
                )
                return redirect("meetings:day_asked", pk)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 429 if reception.is_open() else 200
    context = {"reception": reception, "meeting": reception.meeting, "form": form}
    return render(request, "meetings/days/register.html", context, status=status)


@login_not_required
def asked(request, pk):
    reception = shown_day(request.user, pk)
    context = {"reception": reception, "meeting": reception.meeting}
    return render(request, "meetings/days/asked.html", context)


@login_not_required
@csrf_exempt  # The address itself is the secret; mail apps' browsers keep no cookie.
@kept_private
@require_http_methods(["GET", "HEAD", "POST"])
@asks_first(
    gettext_lazy("Cancel your registration?"),
    gettext_lazy("Your place goes to the next on the waiting list."),
    gettext_lazy("Cancel my registration"),
)
def own(request, token):
    """One's registration, by the link of the letter: see, confirm, cancel."""
    registration = day_links.registration_of(token)
    if registration is None:
        return render(request, "meetings/days/gone.html", status=410)
    if request.method == "POST":
        act(request, registration)
        return redirect("meetings:day_own", token)
    reception = registration.reception
    place = None
    if registration.state == Registration.State.WAITING:
        waiting = list(reception.registrations.waiting().values_list("pk", flat=True))
        place = waiting.index(registration.pk) + 1
    context = {
        "registration": registration,
        "reception": reception,
        "meeting": reception.meeting,
        "token": token,
        "place": place,
        "sessions": registration.sessions.select_related("reception__meeting"),
        "has_certificate": certified(registration) and documents.is_possible(),
    }
    return render(request, "meetings/days/own.html", context)


def act(request, registration):
    action = actions.cancel if "cancel" in request.POST else actions.confirm
    try:
        action(registration=registration)
    except Refused as refusal:
        messages.error(request, str(refusal))


def certified(registration):
    """Whether somebody was there, at a day that is recorded as held."""
    held = registration.reception.meeting.state in HELD
    return held and registration.arrived_at is not None


@login_not_required
@kept_private
@require_safe
def own_ics(request, token):
    registration = day_links.registration_of(token)
    if registration is None:
        return render(request, "meetings/days/gone.html", status=410)
    data = appointment(registration.reception, registration.language)
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jid.ics"'
    return response


@login_not_required
@kept_private
@require_safe
def own_certificate(request, token):
    registration = day_links.registration_of(token)
    if registration is None or not certified(registration):
        return render(request, "meetings/days/gone.html", status=410)
    context = certificates_of([registration], registration.reception.meeting)
    name = registration.certificate_number.lower()
    return documents.pdf_response(
        request, "meetings/days/certificates_pdf.html", context, name
    )


def certificates_of(registrations, meeting):
    """What the certificates of a day say, with the address where they are checked."""
    return {
        "registrations": registrations,
        "meeting": meeting,
        "check": settings.PORTAL_URL + reverse("meetings:certificate"),
    }


@login_not_required
def certificate(request):
    """Anybody may check that a certificate is real, and of whom."""
    form = CheckForm(request.GET or None)
    found = None
    if form.is_valid():
        found = certified_as(form.cleaned_data["number"])
    context = {"form": form, "found": found, "asked": form.is_bound}
    return render(request, "meetings/days/certificate.html", context)


def certified_as(number):
    """The registration whose certificate carries this number, exactly."""
    number = "".join(number.upper().split())
    parts = number.split("-")
    if len(parts) != 4 or not parts[2].isascii() or not parts[2].isdigit():
        return None
    found = (
        Registration.objects.arrived()
        .filter(code=parts[3], reception__meeting__state__in=HELD)
        .select_related("organisation", "reception__meeting__programme")
    )
    matching = (row for row in found if row.certificate_number == number)
    return next(matching, None)
