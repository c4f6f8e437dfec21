"""Focal points who came after a convocation: it is addressed to them as well."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Mandate
from audit.trail import record
from meetings.actions.invitation import locked_meeting, write_to
from meetings.models import Delegate, Invitation, Meeting


def newcomers(now):
    """Mandates of focal points that stand on no list of a meeting still ahead.

    Whoever was taken off a list stays off: the row is kept. `invitation` is the key
    of the invitation that waits for them.
    """
    listed = Delegate.objects.filter(
        Q(user=OuterRef("user")) | Q(email__iexact=OuterRef("user__email")),
        invitation=OuterRef("invitation"),
    )
    return (
        Mandate.objects.current()
        .filter(
            is_focal_point=True,
            organisation__is_active=True,
            organisation__invitations__meeting__state=Meeting.State.CONVENED,
            organisation__invitations__meeting__starts_at__gt=now,
        )
        .annotate(invitation=F("organisation__invitations"))
        .filter(~Exists(listed))
        .select_related("user")
        .order_by("invitation", "pk")
    )


def join_newcomers(now):
    """Rung by beat; a mandate begins on its day without anybody doing a thing."""
    for mandate in newcomers(now):
        join(mandate, mandate.invitation)


@transaction.atomic
def join(mandate, invitation_pk):
    """One focal point joins the delegation and receives the convocation."""
    invitation = Invitation.objects.select_related("meeting").get(pk=invitation_pk)
    meeting = locked_meeting(invitation.meeting_id)
    invitation.meeting = meeting
    user = mandate.user
    if not meeting.awaits_answers() or stands_on(invitation, user):
        return
    delegate = Delegate.objects.create(
        invitation=invitation,
        user=user,
        name=user.name,
        function=mandate.function,
        email=user.email.lower(),
        language=user.language,
    )
    record("delegate.added", delegate, by=None)
    write_to([delegate], by=None)


def stands_on(invitation, user):
    return invitation.delegates.filter(
        Q(user=user) | Q(email__iexact=user.email)
    ).exists()
