"""Who was there, on a telephone: one tap for present, one for absent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from audit.refusal import Refused
from meetings import parties
from meetings.actions.minutes import attending
from meetings.actions.minutes.keeping import WHY_NOT, State, why_not_begun
from meetings.forms.minutes import PersonForm, WomenForm
from meetings.models import Delegate, Minutes
from meetings.views.doors import attempt, managed


def attendance(request, year, pk):
    meeting = managed(request.user, year, pk)
    if request.method != "POST":
        return sheet(request, meeting)
    word, kind, key = [*request.POST.get("mark", "").split(), "", "", ""][:3]
    who = found(meeting, kind, key)
    try:
        attending.mark(
            meeting=meeting, who=who, is_present=word == "present", by=request.user
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{address_of(meeting)}#{kind}-{key}")


def address_of(meeting):
    return reverse("meetings:attendance", args=[meeting.programme.year, meeting.pk])


def found(meeting, kind, key):
    """Whom a tap is about; nobody of another meeting can be named."""
    pk = int(key) if key.isdecimal() and len(key) < 19 else 0
    if kind == "delegate":
        delegates = Delegate.objects.filter(invitation__meeting=meeting, is_active=True)
        return {"delegate": get_object_or_404(delegates, pk=pk)}
    if kind == "user":
        officers = User.objects.filter(led_meetings=meeting)
        return {"user": get_object_or_404(officers, pk=pk)}
    return {"pk": get_object_or_404(meeting.attendances, pk=pk).pk}


@require_POST
def person_add(request, year, pk):
    meeting = managed(request.user, year, pk)
    form = PersonForm(request.POST)
    if form.is_valid() and attempt(
        request,
        form,
        lambda: attending.add_person(
            meeting=meeting, by=request.user, **form.cleaned_data
        ),
        _("The person is on the sheet, as present."),
    ):
        return redirect(address_of(meeting))
    return sheet(request, meeting, person=form)


@require_POST
def women_count(request, year, pk):
    meeting = managed(request.user, year, pk)
    form = WomenForm(request.POST)
    if form.is_valid() and attempt(
        request,
        form,
        lambda: attending.count_women(
            meeting=meeting, by=request.user, **form.cleaned_data
        ),
        _("The number is kept."),
    ):
        return redirect(address_of(meeting))
    return sheet(request, meeting, women=form)


def sheet(request, meeting, person=None, women=None):
    minutes = Minutes.objects.filter(meeting=meeting).first()
    people = people_of(meeting)
    present = [person for person in people if person["is_present"]]
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "groups": groups(people),
        "present": len(present),
        "quorum": parties.quorum(meeting),
        "obstacle": obstacle(meeting, minutes),
        "person_form": person or PersonForm(),
        "women_form": women
        or WomenForm(initial={"women": minutes.women if minutes else None}),
    }
    return render(request, "meetings/attendance.html", context)


def groups(people):
    """The sheet's chapters, one an organisation."""
    found = {}
    for row in people:
        found.setdefault(row["of_whom"], []).append(row)
    return [{"of_whom": name, "people": rows} for name, rows in found.items()]


def obstacle(meeting, minutes):
    """Why nothing may be marked, in a sentence."""
    if minutes is None:
        return why_not_begun(meeting)
    return "" if minutes.state == State.DRAFT else WHY_NOT[minutes.state]()


def people_of(meeting):
    """Everybody expected and everybody marked, by organisation, Customs first."""
    marked = list(meeting.attendances.select_related("organisation"))
    delegates = Delegate.objects.filter(
        invitation__meeting=meeting, is_active=True
    ).select_related("invitation__organisation")
    known = {row.delegate_id for row in marked} | {None}
    people = [line(key_of(row), row, row.is_present) for row in marked]
    people += [
        line(f"delegate {delegate.pk}", attending.expected(meeting, delegate=delegate))
        for delegate in delegates
        if delegate.pk not in known
    ]
    officer = meeting.officer
    if officer and officer.pk not in {row.user_id for row in marked}:
        row = attending.expected(meeting, user=officer)
        people.append(line(f"user {officer.pk}", row))
    return sorted(
        people, key=lambda row: (row["is_guest"], row["of_whom"], row["name"])
    )


def key_of(row):
    """The same before and after the first tap."""
    if row.delegate_id:
        return f"delegate {row.delegate_id}"
    return f"user {row.user_id}" if row.user_id else f"attendance {row.pk}"


def line(key, row, is_present=None):
    organisation = row.organisation
    return {
        "key": key,
        "anchor": key.replace(" ", "-"),
        "name": row.name,
        "function": row.function,
        "of_whom": row.of_whom,
        "organisation": organisation,
        "is_guest": organisation is None or organisation.kind != "customs",
        "is_present": is_present,
    }
