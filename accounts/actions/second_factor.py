"""Second factors leave a trace, and can be taken away from who lost them."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.people import check_kept_by
from accounts.models import User
from audit.refusal import Refused
from audit.trail import record


def note(*, user, word, authenticator):
    """Write that a factor was added, removed or renewed; never what it is."""
    record(
        f"authenticator.{word}", user, by=user, before=None, reason=authenticator.type
    )


@transaction.atomic
def forget(*, user, by, reason=""):
    """Take every second factor away, for somebody who lost the telephone."""
    if by and user == by:
        raise Refused(_("Somebody else must do this for you."))
    if by:
        check_kept_by(user=user, by=by)
    user = User.objects.select_for_update().get(pk=user.pk)
    forgotten, _rows = Authenticator.objects.filter(user=user).delete()
    if forgotten:
        record("user.second_factor_forgotten", user, by=by, reason=reason)
    return user
