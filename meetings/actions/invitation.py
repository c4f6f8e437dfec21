"""Who is invited and who comes for them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mandate, User
from audit.refusal import Refused
from audit.trail import picture, record
from meetings import recipients
from meetings.letters import codes
from meetings.models import Delegate, Invitation, Meeting
from meetings.models.invitation import Answer
from notices import outbox


def locked_meeting(meeting_id):
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def must_await_answers(meeting):
    if not meeting.awaits_answers():
        raise Refused(_("The guests of this meeting can no longer be changed."))


def convoke(invitations, *, by):
    """The focal points become delegates; every delegate is written to."""
    written_to = []
    for invitation in invitations:
        for contact in contacts(invitation.organisation):
            delegate = Delegate.objects.create(invitation=invitation, **contact)
            record("delegate.added", delegate, by=by)
            written_to.append(delegate)
    write_to(written_to, by=by)


def contacts(organisation):
    """The focal points of today; an organisation without any is its own address."""
    mandates = (
        Mandate.objects.current()
        .filter(organisation=organisation, is_focal_point=True)
        .select_related("user")
        .order_by("pk")
    )
    people = {
        mandate.user_id: {
            "user": mandate.user,
            "name": mandate.user.name,
            "function": mandate.function,
            "email": mandate.user.email,
            "language": mandate.user.language,
        }
        for mandate in mandates
    }
    if not people and organisation.email:
        return [{"name": organisation.name[:150], "email": organisation.email}]
    return list(people.values())


def write_to(delegates, *, by):
    """Owe each the convocation; a renewed link is owed another one."""
    for delegate in delegates[:1]:
        meeting = delegate.invitation.meeting
        outbox.post_all(
            codes.CONVENED,
            meeting,
            recipients.of_delegates(delegates, but=by),
            f"{meeting.moves}-{meeting.sequence}-{delegate.link_number}",
        )


@transaction.atomic
def invite(*, meeting, organisation, by):
    """Invite one more organisation; once convened, it is written to at once."""
    meeting = locked_meeting(meeting.pk)
    if meeting.state != Meeting.State.PLANNED:
        must_await_answers(meeting)
    if not organisation.is_active:
        raise Refused(_("This organisation is no longer active."))
    invitation, is_new = Invitation.objects.get_or_create(
        meeting=meeting, organisation=organisation
    )
    if not is_new:
        raise Refused(_("This organisation is invited already."))
    record("invitation.added", invitation, by=by)
    meeting.save(update_fields=["updated_at"])
    if meeting.state == Meeting.State.CONVENED:
        convoke([invitation], by=by)
    return invitation


@transaction.atomic
def withdraw(*, invitation, reason, by):
    """Invite an organisation no longer; the trail keeps what it had answered."""
    meeting = locked_meeting(invitation.meeting_id)
    invitation = meeting.invitations.filter(pk=invitation.pk).first()
    if invitation is None:
        raise Refused(_("This organisation is no longer invited."))
    if meeting.state != Meeting.State.PLANNED:
        must_await_answers(meeting)
        if meeting.invitations.count() == 1:
            raise Refused(
                _("The last organisation stays invited. Cancel the meeting instead.")
            )
    for delegate in invitation.delegates.select_related("user"):
        record("delegate.removed", delegate, by=by, reason=reason)
        if delegate.is_active:
            write_farewell(delegate, meeting, by=by)
    record("invitation.withdrawn", invitation, by=by, reason=reason)
    meeting.sequence += 1
    meeting.save(update_fields=["sequence", "updated_at"])
    invitation.delete()


def write_farewell(delegate, meeting, *, by):
    """A calendar drops the meeting when the organizer that it knows cancels it."""
    elsewhere = Delegate.objects.filter(
        invitation__meeting=meeting, email__iexact=delegate.email, is_active=True
    ).exclude(pk=delegate.pk)
    if meeting.state == Meeting.State.CONVENED and not elsewhere.exists():
        gone = Delegate(
            name=delegate.name,
            email=delegate.email,
            language=delegate.language,
            user=delegate.user,
        )
        outbox.post_all(
            codes.UNINVITED,
            meeting,
            recipients.of_delegates([gone], but=by),
            f"{delegate.pk}-{delegate.rsvp_token}",
        )


@transaction.atomic
def add_delegate(*, invitation, name, function, email, language, by):
    """Somebody joins the delegation and is written to."""
    meeting = locked_meeting(invitation.meeting_id)
    must_await_answers(meeting)
    delegate = invitation.delegates.filter(email__iexact=email).first()
    if delegate and delegate.is_active:
        raise Refused(_("This person is on the list already."))
    before = picture(delegate) if delegate else {}
    if delegate:
        delegate.is_active, delegate.answer = True, Answer.PENDING
        delegate.link_number += 1
    else:
        delegate = Delegate(invitation=invitation)
    delegate.name, delegate.function, delegate.language = name, function, language
    delegate.email, delegate.added_at = email.lower(), timezone.now()
    delegate.user = User.objects.filter(email__iexact=email, is_active=True).first()
    delegate.save()
    record("delegate.added", delegate, by=by, before=before)
    write_to([delegate], by=by)
    return delegate


@transaction.atomic
def remove_delegate(*, delegate, by):
    """Somebody leaves the delegation; who is alone is replaced instead."""
    meeting = locked_meeting(delegate.invitation.meeting_id)
    must_await_answers(meeting)
    delegate = Delegate.objects.select_related("invitation").get(pk=delegate.pk)
    if not delegate.is_active:
        raise Refused(_("This person is no longer on the list."))
    others = delegate.invitation.delegates.filter(is_active=True)
    if not others.exclude(pk=delegate.pk).exists():
        raise Refused(
            _("Nobody else would be left to write to. Add somebody else first.")
        )
    before = picture(delegate)
    delegate.is_active = False
    delegate.save(update_fields=["is_active"])
    record("delegate.removed", delegate, by=by, before=before)
    meeting.sequence += 1
    meeting.save(update_fields=["sequence", "updated_at"])
    write_farewell(delegate, meeting, by=by)


@transaction.atomic
def replace_delegate(*, delegate, name, function, email, language, by):
    """Somebody else comes: one joins, then the other leaves."""
    newcomer = add_delegate(
        invitation=delegate.invitation,
        name=name,
        function=function,
        email=email,
        language=language,
        by=by,
    )
    remove_delegate(delegate=delegate, by=by)
    return newcomer


@transaction.atomic
def renew_link(*, delegate, by):
    """The old link dies; a letter brings the new one."""
    meeting = locked_meeting(delegate.invitation.meeting_id)
    must_await_answers(meeting)
    delegate = Delegate.objects.select_for_update(of=["self"]).get(pk=delegate.pk)
    if not delegate.is_active:
        raise Refused(_("This person is no longer on the list."))
    before = picture(delegate)
    delegate.link_number += 1
    delegate.save(update_fields=["link_number"])
    record("delegate.link_renewed", delegate, by=by, before=before)
    write_to([delegate], by=None)
    return delegate
