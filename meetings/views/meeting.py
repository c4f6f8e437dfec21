"""A meeting's page, and what its officer does with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.prepared import first
from audit.shelf import shelved
from meetings import asked, history
from meetings.actions import meeting as actions
from meetings.actions.invitation import contacts
from meetings.actions.papers import FINAL
from meetings.beside import conflicts_beside, conflicts_moved, conflicts_of
from meetings.forms.meeting import (
    CancelForm,
    MeetingForm,
    MeetingWords,
    MoveForm,
    PlaceForm,
)
from meetings.forms.moments import initial_moments
from meetings.models import Delegate, Meeting, Programme
from meetings.views import obstacles
from meetings.views.agenda.beside import agenda_beside
from meetings.views.doors import (
    attempt,
    focal_organisations,
    managed,
    may_manage,
    minutes_of,
    shown,
)
from meetings.views.steps import steps


@login_not_required
@shelved
def meeting(request, year, pk):
    meeting = shown(request.user, year, pk)
    manages = may_manage(request.user, meeting)
    meeting.guests = asked.guests(meeting=meeting.pk)
    shows_answers = manages or shows_answers_to(request.user, meeting)
    if shows_answers:
        add_answers(meeting, request.user, manages)
    context = {
        "meeting": meeting,
        "papers": asked.papers(meeting=meeting.pk),
        "minutes": minutes_of(meeting, request.user),
        "history": history.of(meeting),
        "officer_function": officer_function(meeting),
        "shows_answers": shows_answers,
        "manages": manages,
        "may_answer": meeting.awaits_answers(),
        "may_invite": meeting.state == Meeting.State.PLANNED
        or meeting.awaits_answers(),
        "may_add_papers": meeting.state not in FINAL,
        "steps": steps(meeting) if manages else (),
        "conflicts": conflicts_of(meeting) if manages else (),
        "agenda": agenda_beside(meeting, request.user, manages),
    }
    return render(request, "meetings/meeting.html", context)


def add_answers(meeting, user, manages):
    """Give each guest its delegates, and say which of them the reader keeps."""
    prefetch_related_objects(meeting.guests, active_delegates())
    focal, own = kept_among(meeting.guests, user), user.email.lower()
    for guest in meeting.guests:
        guest.is_kept = manages or guest.organisation_id in focal
        guest.is_own = guest.organisation_id in focal or any(
            delegate.email.lower() == own for delegate in guest.delegates.all()
        )


def kept_among(guests, user):
    """Of the guests, those whose delegates the reader chooses."""
    own = {organisation.pk for organisation in user.organisations()}
    if own.isdisjoint(guest.organisation_id for guest in guests):
        return set()
    return {organisation.pk for organisation in focal_organisations(user)}


def active_delegates():
    return Prefetch("delegates", Delegate.objects.filter(is_active=True))


def shows_answers_to(user, meeting):
    """Answers, names and the link are for the parties and the officers alone."""
    if user.is_anonymous:
        return False
    if user.has_perm("meetings.view_meeting") or may_manage(user, meeting):
        return True
    parties = {guest.organisation_id for guest in meeting.guests} | {meeting.lead_id}
    return any(o.pk in parties for o in user.organisations())


def officer_function(meeting):
    """The function in which the officer stands for the meeting today."""
    if meeting.officer is None:
        return ""
    mandate = first(meeting.officer.mandates_today())
    return mandate.function if mandate else ""


def may_add(user):
    return user.has_perm("meetings.add_meeting") or user.has_perm(
        "meetings.change_local_meeting"
    )


def add(request, year):
    if not may_add(request.user):
        raise PermissionDenied
    if not Programme.objects.filter(year=year).exists():
        raise Http404
    initial = {"day": request.GET.get("date", ""), "starts": "09:00", "ends": "11:00"}
    form = MeetingForm(
        request.POST or None, user=request.user, year=year, initial=initial
    )
    return planned(request, form, _("The meeting was planned."), year=year)


def edit(request, year, pk):
    meeting = managed(request.user, year, pk)
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.CONVENED}:
        messages.error(request, _("This meeting can no longer be edited."))
        return redirect(meeting)
    data = request.POST or None
    if meeting.state == Meeting.State.PLANNED or "day" in request.POST:
        form = MeetingForm(data, instance=meeting, user=request.user, year=year)
    else:
        form = MeetingWords(data, instance=meeting, user=request.user)
    return planned(request, form, _("The meeting was saved."), year=year)


def planned(request, form, done, *, year):
    """Save, or only check what the meeting would get in the way of."""
    conflicts, is_check = None, "check" in request.POST
    if request.method == "POST" and form.is_valid():
        if is_check:
            conflicts = conflicts_beside(form)
        elif attempt(request, form, lambda: form.save(by=request.user), done):
            return redirect(form.instance)
    context = {
        "form": form,
        "year": year,
        "meeting": form.instance if form.instance.pk else None,
        "conflicts": conflicts,
        "may_check": isinstance(form, MeetingForm),
    }
    return render(request, "meetings/meeting_form.html", context)


def convene(request, year, pk):
    meeting = managed(request.user, year, pk)
    if request.method == "POST":
        attempt(
            request,
            None,
            lambda: actions.convene(meeting=meeting, by=request.user),
            _("The meeting is convened; the convocations are on their way."),
        )
        return redirect(meeting)
    guests = [
        (invitation.organisation, contacts(invitation.organisation))
        for invitation in meeting.invitations.select_related("organisation")
    ]
    context = {
        "meeting": meeting,
        "guests": guests,
        "obstacle": actions.why_not_convened(meeting),
        "conflicts": conflicts_of(meeting),
    }
    return render(request, "meetings/convene.html", context)


def step_form(request, meeting, form, action, **words):
    """The page of one step: a form, one button, the refusal beside what was typed."""
    if (
        request.method == "POST"
        and form.is_valid()
        and not words.get("in_the_way")
        and attempt(request, form, lambda: action(form.cleaned_data), words["done"])
    ):
        return redirect(words.get("back") or meeting)
    context = {"meeting": meeting, "form": form, **words}
    return render(request, "meetings/step_form.html", context)


def move(request, year, pk):
    meeting = managed(request.user, year, pk)
    form = MoveForm(request.POST or None, initial=initial_moments(meeting))
    in_the_way = not_yet_accepted(request, meeting, form)
    return step_form(
        request,
        meeting,
        form,
        lambda data: actions.move(
            meeting=meeting,
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            reason=data["reason"],
            by=request.user,
        ),
        title=_("Move the meeting"),
        intro=_(
            "Everybody who was written to gets the new date and is asked again; "
            "answers given for the old date no longer count."
        ),
        in_the_way=in_the_way,
        button=_("Move all the same and write to everybody")
        if in_the_way
        else _("Move and write to everybody"),
        done=_("The meeting was moved; the letters are on their way."),
    )


def not_yet_accepted(request, meeting, form):
    """What stands in the way of the new time, unless it was shown for that very time."""
    if request.method != "POST" or not form.is_valid():
        return []
    starts_at, ends_at = form.cleaned_data["starts_at"], form.cleaned_data["ends_at"]
    if (starts_at, ends_at) == (meeting.starts_at, meeting.ends_at):
        return []
    if request.POST.get("accepted") == form.time():
        return []
    found = conflicts_moved(meeting, starts_at, ends_at)
    return obstacles.of_one(found, request.user, meeting.own_title)


def place(request, year, pk):
    meeting = managed(request.user, year, pk)
    before = {name: getattr(meeting, name) for name in ("room", "place", "link")}
    form = PlaceForm(request.POST or None, initial=before)
    return step_form(
        request,
        meeting,
        form,
        lambda data: actions.change_place(meeting=meeting, **data, by=request.user),
        title=_("Change the place"),
        intro=_("Everybody who was written to gets the new place; answers stay."),
        button=_("Change the place and write to everybody"),
        done=_("The place was changed; the letters are on their way."),
    )


def cancel(request, year, pk):
    meeting = managed(request.user, year, pk)
    return step_form(
        request,
        meeting,
        CancelForm(request.POST or None),
        lambda data: actions.cancel(
            meeting=meeting, reason=data["reason"], by=request.user
        ),
        title=_("Cancel the meeting"),
        intro=_(
            "The meeting stays on its page as cancelled, with your reason. "
            "Everybody who was written to hears of it."
        ),
        button=_("Cancel the meeting"),
        is_danger=True,
        done=_("The meeting was cancelled."),
    )


@require_POST
def hold(request, year, pk):
    meeting = managed(request.user, year, pk)
    attempt(
        request,
        None,
        lambda: actions.hold(meeting=meeting, by=request.user),
        _("The meeting was recorded as held."),
    )
    return redirect(meeting)


@require_POST
def close(request, year, pk):
    meeting = managed(request.user, year, pk)
    attempt(
        request,
        None,
        lambda: actions.close(meeting=meeting, by=request.user),
        _("The meeting is closed."),
    )
    return redirect(meeting)
