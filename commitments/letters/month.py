"""The monthly letter of an organisation: what it owes and what is owed to it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commitments import reading
from commitments.models import Commitment
from notices.kinds import Letter
from notices.sharing import once
from workdays.words import date_format


def lists(organisation):
    """What is open on either side, the earliest date first."""
    rows = Commitment.objects.open().order_by("due_on", "reference")
    return {
        "owed": found(rows.owned_by([organisation])),
        "awaited": found(rows.owed_to([organisation])),
    }


def found(rows):
    return reading.show(list(reading.rows(rows)))


def still_open(notice):
    organisation = notice.about
    rows = once(organisation, "open", lambda: lists(organisation))
    if not rows["owed"] and not rows["awaited"]:
        return _("Nothing is open any more.")
    return ""


def letter(notice):
    organisation = notice.about
    return once(organisation, "monthly", lambda: written(organisation))


def written(organisation):
    rows = once(organisation, "open", lambda: lists(organisation))
    owed, late = len(rows["owed"]), sum(row.overdue_shown for row in rows["owed"])
    parts = {
        "first": ngettext(
            "%(organisation)s has %(count)s open commitment, of which %(late)s overdue.",
            "%(organisation)s has %(count)s open commitments, of which %(late)s overdue.",
            owed,
        )
        % {"organisation": organisation, "count": owed, "late": late},
        "lists": [
            (_("What you owe"), lines(rows["owed"])),
            (_("What is owed to you"), lines(rows["awaited"])),
        ],
        "address": settings.PORTAL_URL + reverse("commitments:mine"),
    }
    return Letter(
        subject=_("Commitments of %(organisation)s: what you owe, what is owed to you")
        % {"organisation": organisation},
        text=render_to_string("commitments/emails/monthly.txt", parts),
        html=render_to_string("commitments/emails/monthly.html", parts),
    )


def lines(rows):
    return [
        {
            "reference": row.reference,
            "what": row.own_what,
            "owner": row.owner,
            "due": date_format(row.due_on),
            "status": pgettext("commitment", "overdue")
            if row.overdue_shown
            else row.status_shown.label,
            "url": settings.PORTAL_URL + row.get_absolute_url(),
        }
        for row in rows
    ]
