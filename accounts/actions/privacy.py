"""A person who has left is erased; what was done in their function stays."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AccessRequest, User
from accounts.privacy import HOLDINGS, NOBODY
from audit import retention
from audit.refusal import Refused
from audit.trail import record

REQUESTS_KEPT = timedelta(days=365)


@transaction.atomic
def erase(*, user, by, reason):
    """Write over or remove what is held about somebody whose account is closed."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise Refused(_("Deactivate the account first."))
    if user.email.endswith(f"@{NOBODY}"):
        raise Refused(_("This person is erased already."))
    if user.mandates.current().exists() or has_open_mandates(user):
        raise Refused(_("End the mandates of this person first."))
    if not reason.strip():
        raise Refused(_("Say who asked for the erasure, and when."))
    found = [(holding, list(holding.rows(user))) for holding in HOLDINGS]
    retention.erase([row for _holding, rows in found for row in rows], by=user)
    for holding, rows in found:
        for row in rows:
            wipe(holding, row)
    user = User.objects.get(pk=user.pk)
    record("user.erased", user, by=by, reason=reason)
    return user


def has_open_mandates(user):
    today = timezone.localdate()
    return user.mandates.exclude(ends_on__lt=today).exists()


def wipe(holding, row):
    """Do to one row what its holding says; the row's own save() has no say."""
    same = type(row)._base_manager.filter(pk=row.pk)
    if holding.is_removed:
        same.delete()
    elif holding.blank:
        same.update(
            **{name: text.format(pk=row.pk) for name, text in holding.blank.items()}
        )


def forget_requests():
    """Remove the requests for access that were decided a year ago; gives how many."""
    before = timezone.now() - REQUESTS_KEPT
    old = AccessRequest.objects.filter(decided_at__lt=before)
    with transaction.atomic():
        retention.erase(old)
        return old.delete()[0]
