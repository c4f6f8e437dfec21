"""Registering for a day: asked, confirmed by a letter, moved up, cancelled, arrived."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.letters import codes
from meetings.models import Reception, Registration
from notices import outbox
from notices.kinds import Recipient

State = Registration.State
AN_HOUR = timedelta(hours=1)
A_CONNECTION_AN_HOUR, EVERYBODY_AN_HOUR = 30, 500
ROUNDS = 3
FORGOTTEN_AFTER = timedelta(days=7)


def locked(reception):
    """One at a time decides who has the last place."""
    return (
        Reception.objects.select_for_update(of=["self"])
        .select_related("meeting")
        .get(pk=reception.pk)
    )


def tell(kind, registration, occurrence):
    who = Recipient(registration.email, registration.name, registration.language)
    outbox.post(kind, registration, who, occurrence)


@transaction.atomic
def ask(*, registration, sessions, origin=""):
    """Keep what a stranger typed, and owe one letter by which they confirm it."""
    reception = locked(registration.reception)
    must_be_open(reception)
    must_not_flood(reception, origin)
    email = registration.email.strip().lower()
    known = reception.registrations.filter(email__iexact=email).first()
    if known and (known.state != State.CANCELLED or known.round >= ROUNDS):
        return known
    if known:
        registration.pk, registration.code = known.pk, known.code
        registration.round = known.round + 1
        registration._state.adding = False
    registration.email, registration.origin = email, origin
    registration.state, registration.asked_at = State.ASKED, timezone.now()
    registration.confirmed_at = None
    registration.save()
    registration.sessions.set(sessions)
    record("registration.asked", registration, by=None)
    tell(codes.DAY_CONFIRM, registration, str(registration.round))
    return registration


def must_be_open(reception):
    if not reception.is_open():
        raise Refused(_("Registration is not open."))


def must_not_flood(reception, origin):
    recent = reception.registrations.filter(asked_at__gt=timezone.now() - AN_HOUR)
    many = origin and recent.filter(origin=origin).count() >= A_CONNECTION_AN_HOUR
    if many or recent.count() >= EVERYBODY_AN_HOUR:
        raise Refused(_("Too many requests came in. Please try again in an hour."))


@transaction.atomic
def confirm(*, registration):
    """The address answers: it has a place, or the next one that becomes free."""
    reception = locked(registration.reception)
    registration = reception.registrations.select_for_update().get(pk=registration.pk)
    if registration.state in {State.CONFIRMED, State.WAITING}:
        return registration
    if registration.state == State.CANCELLED:
        raise Refused(_("This registration was cancelled. Register again."))
    must_be_open(reception)
    before = picture(registration)
    registration.confirmed_at = timezone.now()
    has_place = fits(reception, registration)
    registration.state = State.CONFIRMED if has_place else State.WAITING
    registration.save()
    record("registration.confirmed", registration, by=None, before=before)
    kind = codes.DAY_CONFIRMED if has_place else codes.DAY_WAITING
    tell(kind, registration, str(registration.round))
    return registration


def fits(reception, registration):
    """Whether a place is free, for the day and for the organisation."""
    taken = reception.registrations.confirmed()
    if taken.count() >= reception.places:
        return False
    if not registration.organisation_id:
        return True
    own = taken.filter(organisation=registration.organisation_id)
    return own.count() < reception.places_each


@transaction.atomic
def cancel(*, registration, by=None):
    """Give the place back; whoever waits longest and fits moves up."""
    reception = locked(registration.reception)
    registration = reception.registrations.select_for_update().get(pk=registration.pk)
    if registration.state == State.CANCELLED:
        raise Refused(_("This registration is cancelled already."))
    if registration.arrived_at:
        raise Refused(_("This person has arrived already."))
    if reception.meeting.is_over():
        raise Refused(_("The day is over."))
    before = picture(registration)
    registration.state = State.CANCELLED
    registration.save(update_fields=["state"])
    record("registration.cancelled", registration, by=by, before=before)
    if by:
        tell(codes.DAY_CANCELLED, registration, str(registration.round))
    move_up(reception)
    return registration


def move_up(reception):
    """Fill the free places from the waiting list, in its order."""
    if reception.meeting.has_begun():
        return
    for registration in reception.registrations.waiting():
        if fits(reception, registration):
            before = picture(registration)
            registration.state = State.CONFIRMED
            registration.save(update_fields=["state"])
            record("registration.moved_up", registration, by=None, before=before)
            tell(codes.DAY_CONFIRMED, registration, str(registration.round))


@transaction.atomic
def keep(*, form, by):
    """Save how many places there are; more of them are given at once."""
    if form.instance.pk:
        locked(form.instance)
    reception = form.save(by=by)
    move_up(reception)
    return reception


@transaction.atomic
def arrive(*, reception, code, by):
    """Somebody shows a code at the door; the second time it says since when."""
    code = "".join(code.upper().split()).replace("-", "")
    found = reception.registrations.select_for_update(of=["self"]).filter(code=code)
    registration = found.select_related("organisation").first()
    if registration is None or registration.state == State.ASKED:
        raise Refused(_("No registration has this code."))
    if registration.state == State.CANCELLED:
        raise Refused(
            _("%(name)s has cancelled this registration.") % {"name": registration.name}
        )
    if registration.arrived_at:
        return registration, False
    if registration.state == State.WAITING:
        raise Refused(
            _("%(name)s is on the waiting list.") % {"name": registration.name}
        )
    before = picture(registration)
    registration.arrived_at, registration.arrived_by = timezone.now(), by
    registration.save(update_fields=["arrived_at", "arrived_by"])
    record("registration.arrived", registration, by=by, before=before)
    return registration, True


def forget():
    """Addresses that never confirmed are not kept."""
    stale = Registration.objects.filter(
        state=State.ASKED, asked_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    return stale.delete()
