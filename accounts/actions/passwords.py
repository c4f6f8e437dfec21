"""Owe somebody a link to set a password, and set it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import PasswordLink, ResetAsked, User
from audit.refusal import Refused
from audit.trail import picture, record

PAUSE = timedelta(minutes=10)


@transaction.atomic
def invite(*, user, by):
    """Owe somebody the letter that welcomes them and lets them set a password."""
    if not user.is_active:
        raise Refused(
            _("The account of %(person)s is deactivated.") % {"person": user.email}
        )
    return _owe(user, PasswordLink.Purpose.WELCOME, by)


def note_reset(*, email):
    """Note what was asked: the same work, whether or not somebody has the address."""
    return ResetAsked.objects.create(email=User.objects.normalize_email(email))


@transaction.atomic
def answer_reset(*, asked):
    """Do what was noted, once."""
    asked = ResetAsked.objects.select_for_update().get(pk=asked.pk)
    ask_reset(email=asked.email)
    asked.delete()


@transaction.atomic
def ask_reset(*, email):
    """Owe a new password to whoever has this address; the caller learns nothing."""
    address = User.objects.normalize_email(email)
    user = User.objects.select_for_update().filter(email=address).first()
    if user is None or not user.is_active:
        return
    just_now = timezone.now() - PAUSE
    if not user.password_links.filter(asked_at__gt=just_now).exists():
        _owe(user, PasswordLink.Purpose.RESET, None)


def _owe(user, purpose, by):
    link = PasswordLink.objects.create(user=user, purpose=purpose, asked_by=by)
    record(f"user.{purpose}_owed", user, by=by, before=picture(user))
    return link


@transaction.atomic
def set_password(*, user, password, by):
    """Set a password that the form has found strong enough."""
    before = picture(user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.password_set", user, by=by, before=before)
    return user
