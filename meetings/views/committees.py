"""Consultative bodies: what they are, who sits there, what they have in hand."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from audit.prepared import NOW
from audit.shelf import shelved
from commitments.models import Commitment
from meetings import seats, similar
from meetings.actions.committees import unseat
from meetings.asked import COMMITTEE
from meetings.forms.committee import CommitteeForm, MemberForm
from meetings.forms.committees import CommitteeFilter
from meetings.models import (
    Committee,
    CommitteeMember,
    Meeting,
    Minutes,
    Promise,
    Topic,
)
from meetings.models.committee import HELD
from meetings.register import with_age
from meetings.views.doors import attempt

COMING, PAST = 5, 12


def seen(user, pk):
    return get_object_or_404(
        Committee.objects.visible_to(user).select_related("unit", "parent"), pk=pk
    )


def is_officer(user, committee):
    """Whether the reader works for this committee: nationally, or as its secretary."""
    if user.has_perm("meetings.view_committee"):
        return True
    if not user.has_perm("meetings.change_local_meeting"):
        return False
    return Committee.objects.of_secretary(user).filter(pk=committee.pk).exists()


@login_not_required
@shelved
def committees(request):
    """All of them by kind, with when each met last and meets next."""
    asked = CommitteeFilter(request.GET)
    rows = asked.narrowed(with_next(request.user))
    context = {
        "filter": asked,
        "committees": rows,
        "dormant": sum(row.is_dormant() for row in rows),
        "may_edit": request.user.has_perm("meetings.add_committee"),
        "sees_similar": similar.may_see(request.user),
    }
    return render(request, "meetings/committees.html", context)


def with_next(user):
    """All that the reader sees, each with its next meeting."""
    coming = meetings_to_come(user, now=timezone.now())
    soon = {meeting.committee_id: meeting for meeting in reversed(coming)}
    rows = committees_seen(user)
    for row in rows:
        row.next = soon.get(row.pk)
    return rows


@prepared_for
def committees_seen(reader):
    found = Committee.objects.visible_to(reader).with_last_held()
    return found.select_related("unit").prefetch_related("offices")


@prepared_for
def meetings_to_come(reader):
    """Those of committees, the next one first."""
    found = Meeting.objects.visible_to(reader).coming(NOW).exclude(committee=None)
    return found.select_related("programme").order_by("starts_at", "pk")


@login_not_required
@shelved
def committee(request, pk):
    committee = seen(request.user, pk)
    officer = is_officer(request.user, committee)
    members = list(committee.seats.select_related("organisation"))
    context = {
        "committee": committee,
        "offices": committee.offices.filter(is_active=True),
        "children": committee.children.visible_to(request.user),
        "members": seated(members) if officer else members,
        "shows_holders": officer,
        "secretaries": seats.secretary_of(committee) if officer else (),
        "soon": soon(request.user, committee=committee.pk, now=timezone.now()),
        "past": with_minutes(request.user, committee),
        "commitments": promises(request.user, committee=committee.pk),
        "topics": with_age(open_topics(request.user, committee=committee.pk)),
        "similar": similar.beside(request.user, committee) if officer else (),
        "may_edit": request.user.has_perm("meetings.change_committee"),
    }
    return render(request, "meetings/committee.html", context)


def meetings_of(reader):
    meetings = Meeting.objects.visible_to(reader).filter(committee=COMMITTEE)
    return meetings.select_related("programme")


@prepared_for
def soon(reader):
    return meetings_of(reader).coming(NOW).order_by("starts_at")[:COMING]


@prepared_for
def held(reader):
    """What was held lately."""
    return meetings_of(reader).filter(state__in=HELD).order_by("-starts_at")[:PAST]


@prepared_for
def recorded(reader):
    """The keys of the meetings of which the reader may read the minutes."""
    minutes = Minutes.objects.visible_to(reader).order_by()
    return minutes.filter(meeting__committee=COMMITTEE).values_list("meeting")


def with_minutes(user, committee):
    """What was held lately, each with the minutes that the reader may read."""
    shown = {key for (key,) in recorded(user, committee=committee.pk)}
    found = held(user, committee=committee.pk)
    for meeting in found:
        meeting.has_shown_minutes = meeting.pk in shown
    return found


@prepared_for
def promises(reader):
    """The open promises that were made at meetings of the committee."""
    made = Promise.objects.filter(
        commitment=OuterRef("pk"), item__minutes__meeting__committee=COMMITTEE
    )
    found = Commitment.objects.visible_to(reader).open().filter(Exists(made))
    return found.select_related("owner").order_by("due_on")


def seated(members):
    """The seats, each with who holds its two functions today."""
    found = seats.holders(members)
    for seat in members:
        seat.titular_now, seat.alternate_now = (
            found.get((seat.organisation_id, function.casefold()), [])
            for function in (seat.titular, seat.alternate)
        )
    return members


@prepared_for
def open_topics(reader):
    """What the committee has in hand, and what it handed up or was handed."""
    topics = Topic.objects.visible_to(reader).to_settle()
    mine = (
        Q(committee=COMMITTEE)
        | Q(meeting__committee=COMMITTEE)
        | Q(escalated_to=COMMITTEE)
    )
    found = topics.filter(mine).select_related(
        "office", "escalated_to", "committee", "meeting__committee"
    )
    return found.order_by("proposed_at")


@permission_required("meetings.add_committee", raise_exception=True)
def committee_add(request):
    form = CommitteeForm(request.POST or None)
    return saved(request, form, None, _("The committee was added."))


@permission_required("meetings.change_committee", raise_exception=True)
def committee_edit(request, pk):
    committee = seen(request.user, pk)
    form = CommitteeForm(request.POST or None, instance=copy(committee))
    return saved(request, form, committee, _("The committee was saved."))


def saved(request, form, committee, done):
    if request.method == "POST" and form.is_valid():
        committee = form.save(by=request.user)
        messages.success(request, done)
        return redirect(committee)
    context = {"form": form, "committee": committee}
    return render(request, "meetings/committee_form.html", context)


@permission_required("meetings.change_committee", raise_exception=True)
def member_add(request, pk):
    committee = seen(request.user, pk)
    seat = CommitteeMember(committee=committee)
    form = MemberForm(request.POST or None, instance=seat)
    return member_form(request, form, _("Add a member"), _("The member was added."))


@permission_required("meetings.change_committee", raise_exception=True)
def member_edit(request, pk):
    seat = the_seat(request.user, pk)
    form = MemberForm(request.POST or None, instance=seat)
    title = _("Seat of %(organisation)s") % {"organisation": seat.organisation}
    return member_form(request, form, title, _("The seat was saved."))


def the_seat(user, pk):
    found = CommitteeMember.objects.select_related("organisation", "committee")
    visible = Committee.objects.visible_to(user)
    return get_object_or_404(found.filter(committee__in=visible), pk=pk)


def member_form(request, form, title, done):
    committee = form.instance.committee
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, done)
        return redirect(committee)
    context = {"form": form, "committee": committee, "title": title}
    return render(request, "meetings/member_form.html", context)


@permission_required("meetings.change_committee", raise_exception=True)
def member_remove(request, pk):
    seat = the_seat(request.user, pk)
    if request.method == "POST":
        done = _("%(organisation)s is no longer a member.") % {
            "organisation": seat.organisation
        }
        attempt(request, None, lambda: unseat(seat=seat, by=request.user), done)
        return redirect(seat.committee)
    return render(request, "meetings/member_remove.html", {"seat": seat})


def same_issues(request):
    """The same issue brought to several committees, for who may merge or escalate."""
    if not similar.may_see(request.user):
        raise PermissionDenied
    groups = similar.groups(request.user)
    topics = [topic for group in groups for topic in group]
    context = {
        "groups": groups,
        "manageable": similar.manageable(request.user, topics),
    }
    return render(request, "meetings/same_issues.html", context)
