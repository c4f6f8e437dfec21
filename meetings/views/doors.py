"""How a page of a meeting is reached: hidden is 404, forbidden is 403."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from audit.prepared import first, first_or_404
from audit.refusal import Refused
from meetings import asked
from meetings.models import Delegate, Invitation, Meeting
from meetings.views.keeping import may_plan


def shown(user, year, pk):
    """A meeting that the reader may see, at the address of its programme's year."""
    return first_or_404(asked.meetings(user, year=year, meeting=pk))


def minutes_of(meeting, user):
    """The minutes that a reader may see; they know their meeting, and its address."""
    minutes = first(asked.minutes_of_meeting(user, meeting=meeting.pk))
    if minutes:
        minutes.meeting = meeting
    return minutes


def may_manage(user, meeting):
    return may_plan(user) and bool(asked.managed_meetings(user, meeting=meeting.pk))


def managed(user, year, pk):
    """A meeting that the reader may plan, convene, move and cancel."""
    meeting = shown(user, year, pk)
    if not may_manage(user, meeting):
        raise PermissionDenied
    return meeting


def focal_organisations(user):
    """The organisations whose delegates the reader chooses and answers with."""
    if user.is_anonymous:
        return []
    return user.focal_organisations()


def seen_invitation(user, pk):
    """An invitation to a meeting that the reader may see."""
    invitations = Invitation.objects.filter(
        meeting__in=Meeting.objects.visible_to(user)
    ).select_related("organisation", "meeting__programme", "meeting__room")
    return get_object_or_404(invitations, pk=pk)


def kept_invitation(user, pk):
    """An invitation whose delegates the reader may choose."""
    invitation = seen_invitation(user, pk)
    is_focal = user.is_focal_point_of(invitation.organisation_id)
    if not is_focal and not may_manage(user, invitation.meeting):
        raise PermissionDenied
    return invitation


def kept_delegate(user, pk):
    """Somebody on an invitation that the reader keeps."""
    delegate = get_object_or_404(
        Delegate.objects.filter(
            is_active=True, invitation__meeting__in=Meeting.objects.visible_to(user)
        ),
        pk=pk,
    )
    delegate.invitation = kept_invitation(user, delegate.invitation_id)
    return delegate


def attempt(request, form, action, done):
    """Do it, or put the refusal into the form, where what was typed is kept."""
    try:
        action()
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True
