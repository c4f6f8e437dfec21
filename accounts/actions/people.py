"""Accounts are deactivated and mandates ended; nothing of them is deleted."""

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mandate, User
from audit.refusal import Refused
from audit.trail import picture, record

# Sent with `user`, `old` and `by`: whoever lost an address hears of it there.
address_changed = Signal()


@transaction.atomic
def deactivate_user(*, user, by):
    """Close an account; the person's records stay."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user == by:
        raise Refused(_("You cannot deactivate your own account."))
    check_kept_by(user=user, by=by)
    return _set_active(user, False, by)


@transaction.atomic
def reactivate_user(*, user, by):
    user = User.objects.select_for_update().get(pk=user.pk)
    check_kept_by(user=user, by=by)
    return _set_active(user, True, by)


@transaction.atomic
def deactivate(*, party, by):
    """Take an organisation or an office out of the lists; its records stay."""
    return _set_active(locked(party), False, by)


@transaction.atomic
def reactivate(*, party, by):
    return _set_active(locked(party), True, by)


def locked(party):
    return type(party).objects.select_for_update().get(pk=party.pk)


def check_kept_by(*, user, by):
    """Refuse to let somebody change the account of one who stands above them."""
    if not user.is_kept_by(by):
        raise Refused(
            _("Only a superuser may change the account of %(person)s.")
            % {"person": user}
        )


def _set_active(row, is_active, by):
    if row.is_active != is_active:
        before = picture(row)
        row.is_active = is_active
        row.save(update_fields=["is_active"])
        word = "reactivated" if is_active else "deactivated"
        record(f"{row._meta.model_name}.{word}", row, by=by, before=before)
    return row


@transaction.atomic
def keep_mandate(*, user, organisation, by, **fields):
    """Give a mandate in an organisation, or bring the current one up to date."""
    if user == by and not by.is_superuser:
        raise Refused(_("Nobody gives themselves a mandate."))
    if user.pk:
        User.objects.select_for_update().get(pk=user.pk)  # two at once give one
    mandate = current_mandate(user, organisation) or Mandate(
        user=user, organisation=organisation
    )
    is_new = mandate.pk is None
    before = {} if is_new else picture(mandate)
    for name, value in fields.items():
        setattr(mandate, name, value)
    if is_new or picture(mandate) != before:
        mandate.full_clean()
        mandate.save()
        word = "created" if is_new else "changed"
        record(f"mandate.{word}", mandate, by=by, before=before)
    return mandate


def current_mandate(user, organisation):
    """The mandate that somebody holds in an organisation today, if any."""
    if user.pk is None:
        return None
    mandates = user.mandates.current().filter(organisation=organisation)
    return mandates.order_by("-starts_on", "-pk").first()


@transaction.atomic
def end_mandate(*, mandate, by):
    """End a mandate today; one that is over stays as it was."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.user == by and not by.is_superuser:
        raise Refused(_("Nobody ends their own mandate."))
    today = timezone.localdate()
    if mandate.ends_on and mandate.ends_on <= today:
        return mandate
    before = picture(mandate)
    mandate.ends_on = max(today, mandate.starts_on)
    mandate.save(update_fields=["ends_on"])
    record("mandate.ended", mandate, by=by, before=before)
    return mandate
