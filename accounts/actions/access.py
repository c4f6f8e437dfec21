"""Somebody without an account asks for one; a manager of users decides."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.passwords import invite
from accounts.actions.people import keep_mandate
from accounts.models import AccessRequest, User
from audit.refusal import Refused
from audit.trail import picture, record

AN_HOUR = timedelta(hours=1)
A_CONNECTION_AN_HOUR = 10
EVERYBODY_AN_HOUR = 200
WAITING_FOR_AN_ADDRESS = 3


@transaction.atomic
def ask(*, access_request, origin):
    """Keep a stranger's request; too many are refused, repeated ones left out."""
    recent = AccessRequest.objects.filter(asked_at__gt=timezone.now() - AN_HOUR)
    if (
        recent.filter(origin=origin).count() >= A_CONNECTION_AN_HOUR
        or recent.count() >= EVERYBODY_AN_HOUR
    ):
        raise Refused(_("Too many requests came in. Please try again in an hour."))
    email = User.objects.normalize_email(access_request.email)
    waiting = AccessRequest.objects.waiting().filter(email=email)
    if waiting.count() >= WAITING_FOR_AN_ADDRESS:
        return
    access_request.email, access_request.origin = email, origin
    access_request.save()
    record("accessrequest.asked", access_request, by=None)


@transaction.atomic
def accept(*, access_request, organisation, by, **mandate):
    """Make the account where there is none, give the mandate, owe the welcome."""
    access_request = _waiting(access_request)
    user = User.objects.filter(email=access_request.email).first()
    if user is None:
        user = _make_user(access_request, by)
    if user == by:
        raise Refused(_("Somebody else must accept your own request."))
    keep_mandate(user=user, organisation=organisation, by=by, **mandate)
    invite(user=user, by=by)
    _decide(access_request, AccessRequest.State.ACCEPTED, "", by)
    return user


@transaction.atomic
def refuse(*, access_request, reason, by):
    """Refuse with a reason, which the letter repeats."""
    access_request = _waiting(access_request)
    if not reason.strip():
        raise Refused(_("Say why the request is refused."))
    _decide(access_request, AccessRequest.State.REFUSED, reason.strip(), by)
    return access_request


def _waiting(access_request):
    row = AccessRequest.objects.select_for_update().get(pk=access_request.pk)
    if row.state != AccessRequest.State.WAITING:
        raise Refused(_("This request has been answered already."))
    return row


def _make_user(access_request, by):
    user = User.objects.create_user(
        access_request.email,
        name=access_request.name,
        phone=access_request.phone,
        language=access_request.language,
    )
    record("user.created", user, by=by)
    return user


def _decide(access_request, state, reason, by):
    before = picture(access_request)
    access_request.state, access_request.reason = state, reason
    access_request.decided_at, access_request.decided_by = timezone.now(), by
    access_request.save()
    record(
        f"accessrequest.{state}", access_request, by=by, before=before, reason=reason
    )
