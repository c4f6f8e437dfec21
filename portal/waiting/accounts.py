from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AccessRequest
from portal.waiting.thing import Waiting

DECIDE_WITHIN = 2


def access_requests(user, moment):
    """People who asked for an account."""
    if not (user.is_staff and user.has_perm("accounts.change_accessrequest")):
        return
    found = AccessRequest.objects.filter(state=AccessRequest.State.WAITING).aggregate(
        count=Count("pk"), first=Min("asked_at")
    )
    if not found["count"]:
        return
    yield Waiting(
        title=ngettext(
            "%(count)s request for access",
            "%(count)s requests for access",
            found["count"],
        )
        % found,
        detail=_("The first was made on %(day)s.")
        % {"day": date_format(timezone.localtime(found["first"]), "l j F")},
        action=_("Accept or refuse"),
        url=f"{reverse('admin:accounts_accessrequest_changelist')}?state__exact=waiting",
        due_on=moment.workdays_after(found["first"], DECIDE_WITHIN),
    )


SOURCES = [access_requests]
