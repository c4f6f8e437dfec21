from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AccessRequest
from accounts.succession import leaving, without_heir
from portal.waiting.thing import Waiting
from workdays.words import date_format

DECIDE_WITHIN = 2
LOOKED_BACK, LOOKED_AHEAD = timedelta(days=60), timedelta(days=30)


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


def to_succeed(user, moment):
    """Functions whose holder leaves, or has left, and that nobody takes over yet."""
    if not (user.is_staff and user.has_perm("accounts.change_mandate")):
        return
    ending = leaving(moment.today - LOOKED_BACK, moment.today + LOOKED_AHEAD)
    for mandate in without_heir(ending):
        yield Waiting(
            title=_("%(function)s, %(organisation)s")
            % {"function": mandate.function, "organisation": mandate.organisation},
            detail=_("The mandate of %(name)s ends on %(day)s; nobody follows yet.")
            % {"name": mandate.user, "day": date_format(mandate.ends_on, "j F Y")},
            action=_("See the desk"),
            url=reverse("handover_of", args=[mandate.pk]),
            due_on=mandate.ends_on,
        )


OFFICERS = [access_requests, to_succeed]
