"""Guests of a meeting: invited, represented by delegates, answered for."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.likeness import prepared_for
from audit.prepared import NOW
from audit.sure import asks_first
from meetings.actions import invitation as actions
from meetings.actions.answer import answer, answer_for_organisation
from meetings.forms.invitation import (
    AnswerForm,
    AnswerOnBehalfForm,
    DelegateForm,
    InviteForm,
    WithdrawForm,
)
from meetings.models import Delegate, Invitation, Meeting
from meetings.models.invitation import FIRST_PERSON, Answer
from meetings.views.doors import (
    attempt,
    focal_organisations,
    kept_delegate,
    kept_invitation,
    managed,
    may_manage,
    seen_invitation,
)
from meetings.views.meeting import step_form

ONE_TAP = [
    (answer.value, FIRST_PERSON[answer])
    for answer in (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED)
]


def my_invitations(request):
    """What the reader's organisations are invited to, and their answers."""
    invitations = invitations_of(request.user, now=timezone.now())
    focal = {organisation.pk for organisation in focal_organisations(request.user)}
    own = request.user.email.lower()
    rows = [
        {
            "invitation": invitation,
            "meeting": invitation.meeting,
            "mine": next(
                (d for d in invitation.delegates.all() if d.email.lower() == own), None
            ),
            "keeps": invitation.organisation_id in focal,
        }
        for invitation in invitations
    ]
    for row in rows:
        row["may_answer"] = row["meeting"].awaits_answers() and (
            row["mine"] or row["keeps"]
        )
        row["one_tap"] = ONE_TAP
    is_narrow = request.GET.get("answer") == "pending"
    if is_narrow:
        rows = [row for row in rows if row["invitation"].answer == "pending"]
    context = {"rows": rows, "focal": focal, "is_narrow": is_narrow}
    return render(request, "meetings/my_invitations.html", context)


@prepared_for
def invitations_of(reader):
    return (
        Invitation.objects.filter(
            organisation__in=reader.organisations(),
            meeting__in=Meeting.objects.visible_to(reader),
            meeting__state=Meeting.State.CONVENED,
            meeting__ends_at__gt=NOW,
        )
        .select_related("organisation", "meeting__programme", "meeting__room")
        .select_related("meeting__committee")
        .prefetch_related(
            Prefetch("delegates", Delegate.objects.filter(is_active=True))
        )
        .order_by("meeting__starts_at", "organisation__acronym")
    )


def answer_invitation(request, pk):
    """A focal point or delegate answers signed in; one tap or the whole form."""
    invitation = seen_invitation(request.user, pk)
    own = invitation.delegates.filter(email__iexact=request.user.email, is_active=True)
    delegate = own.first()
    is_focal = request.user.is_focal_point_of(invitation.organisation_id)
    if delegate is None and not is_focal:
        raise PermissionDenied
    form = AnswerForm.of(delegate or Delegate(), asked=request.GET.get("answer", ""))
    if request.method == "POST":
        form = AnswerForm(request.POST)
    return step_form(
        request,
        invitation.meeting,
        form,
        lambda data: answer_for_organisation(
            invitation=invitation,
            reply=data["answer"],
            represented_by=data["represented_by"],
            comment=data["comment"],
            by=request.user,
        ),
        title=_("Answer the invitation of %(organisation)s")
        % {"organisation": invitation.organisation.acronym},
        button=_("Send the answer"),
        done=_("Your answer is recorded. You may change it until the meeting starts."),
        back="meetings:my_invitations" if "from" in request.POST else None,
    )


def answer_on_behalf(request, pk):
    """The officer records what a delegate said by telephone or in person."""
    delegate = kept_delegate(request.user, pk)
    meeting = delegate.invitation.meeting
    if not may_manage(request.user, meeting):
        raise PermissionDenied
    form = AnswerOnBehalfForm.of(delegate)
    if request.method == "POST":
        form = AnswerOnBehalfForm(request.POST)
    return step_form(
        request,
        meeting,
        form,
        lambda data: answer(
            delegate=delegate,
            reply=data["answer"],
            via=Delegate.Via.OFFICER,
            by=request.user,
            represented_by=data["represented_by"],
            comment=data["comment"],
        ),
        title=_("Answer for %(name)s") % {"name": delegate.name},
        intro=_("The answer is kept as recorded by you, on behalf of this person."),
        button=_("Record the answer"),
        done=_("The answer was recorded."),
    )


def invite(request, year, pk):
    meeting = managed(request.user, year, pk)
    return step_form(
        request,
        meeting,
        InviteForm(request.POST or None, meeting=meeting),
        lambda data: actions.invite(
            meeting=meeting, organisation=data["organisation"], by=request.user
        ),
        title=_("Invite an organisation"),
        intro=meeting.state == Meeting.State.CONVENED
        and _("Its focal points are written to at once."),
        button=_("Invite"),
        done=_("The organisation is invited."),
    )


def withdraw(request, pk):
    invitation = seen_invitation(request.user, pk)
    meeting = invitation.meeting
    if not may_manage(request.user, meeting):
        raise PermissionDenied
    return step_form(
        request,
        meeting,
        WithdrawForm(request.POST or None),
        lambda data: actions.withdraw(
            invitation=invitation, reason=data["reason"], by=request.user
        ),
        title=_("Invite %(organisation)s no longer")
        % {"organisation": invitation.organisation.acronym},
        intro=_("Its delegates get a letter, and their calendars drop the meeting."),
        button=_("Withdraw the invitation"),
        is_danger=True,
        done=_("The invitation was withdrawn."),
    )


def delegate_add(request, pk):
    invitation = kept_invitation(request.user, pk)
    return delegate_form(
        request,
        invitation,
        lambda data: actions.add_delegate(
            invitation=invitation, by=request.user, **data
        ),
        title=_("Add a delegate of %(organisation)s")
        % {"organisation": invitation.organisation.acronym},
        button=_("Add and write"),
        done=_("The delegate was added; the convocation is on its way."),
    )


def delegate_replace(request, pk):
    delegate = kept_delegate(request.user, pk)
    return delegate_form(
        request,
        delegate.invitation,
        lambda data: actions.replace_delegate(
            delegate=delegate, by=request.user, **data
        ),
        title=_("Replace %(name)s") % {"name": delegate.name},
        button=_("Replace and write to both"),
        done=_("The delegate was replaced; letters are on their way to both."),
    )


def delegate_form(request, invitation, action, **words):
    form = DelegateForm(request.POST or None)
    return step_form(
        request,
        invitation.meeting,
        form,
        action,
        intro=_("This person gets the convocation with a link of their own."),
        **words,
    )


@require_POST
@asks_first(
    gettext_lazy("Remove this delegate?"),
    gettext_lazy(
        "The link of their letter stops working and their answer no longer counts."
    ),
    gettext_lazy("Remove the delegate"),
)
def delegate_remove(request, pk):
    delegate = kept_delegate(request.user, pk)
    attempt(
        request,
        None,
        lambda: actions.remove_delegate(delegate=delegate, by=request.user),
        _("The delegate was removed."),
    )
    return redirect(delegate.invitation.meeting)


@require_POST
def link_renew(request, pk):
    delegate = kept_delegate(request.user, pk)
    attempt(
        request,
        None,
        lambda: actions.renew_link(delegate=delegate, by=request.user),
        _("The old link is dead; a letter with a new one is on its way."),
    )
    return redirect(delegate.invitation.meeting)
