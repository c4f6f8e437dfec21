from datetime import timedelta

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from audit.prepared import day
from commitments import reading
from commitments.models import (
    UNDER_WAY,
    Commitment,
    Escalation,
    Plan,
    State,
)
from commitments.models.punctuality import CONTESTED, DAYS_TO_ANSWER
from portal.waiting.thing import Waiting
from workdays.words import date_format

COMES_NEAR = timedelta(days=30)
SOON = day("soon")
LENGTH = 90
FIELDS = (
    *("reference", "what", "what_en", "owner__acronym", "state"),
    *("due_on", "contested_on", "claimed_on", "closed_on"),
)


def title(commitment):
    words = Truncator(commitment.own_what.rstrip(".")).chars(LENGTH)
    return f"{commitment.reference} – {words}"


def waits(commitment, detail, action, due_on):
    url = commitment.get_absolute_url()
    return Waiting(title(commitment), detail, action, url, due_on)


@prepared_for
def awaited(reader):
    own = reader.organisations()
    found = Commitment.objects.filter(
        to_keep(own) | reading.answer_awaited(own) | reading.consent_awaited(own)
    )
    return found.order_by().select_related("owner").only(*FIELDS)


def promises(user, moment):
    """What one's organisations owe, confirm or agree to, in one query.

    Whoever owes or is owed a promise sees it.
    """
    if not user.organisations():
        return
    for commitment in awaited(user, soon=moment.today + COMES_NEAR):
        if commitment.state == State.CLAIMED:
            yield to_confirm(commitment, moment)
        elif commitment.state == State.ABANDONED:
            yield to_agree(commitment, moment)
        else:
            yield owed(commitment)


def to_keep(organisations):
    """Overdue, contested, or due within a month."""
    return Q(
        Q(state__in=UNDER_WAY, due_on__lte=SOON) | CONTESTED,
        owner__in=organisations,
    )


def owed(commitment):
    detail = _("%(owner)s promised it for %(day)s.") % {
        "owner": commitment.owner,
        "day": date_format(commitment.due_on),
    }
    if commitment.contested_on:
        detail = _("It is contested since %(day)s.") % {
            "day": date_format(commitment.contested_on)
        }
    return waits(
        commitment, detail, _("Keep it, then claim it done"), commitment.due_on
    )


def to_confirm(commitment, moment):
    return waits(
        commitment,
        _("%(owner)s claims it done.") % {"owner": commitment.owner},
        _("Confirm or contest"),
        moment.calendar.add_workdays(commitment.claimed_on, DAYS_TO_ANSWER),
    )


def to_agree(commitment, moment):
    return waits(
        commitment,
        _("%(owner)s abandons it.") % {"owner": commitment.owner},
        _("Read the reason and decide"),
        moment.calendar.add_workdays(commitment.closed_on, DAYS_TO_ANSWER),
    )


def escalated(user, moment):
    """What was put before the head of one's unit, and is overdue still."""
    if not any(unit.head_function for unit in user.organisations()):
        return
    heads = {
        mandate.organisation_id
        for mandate in user.mandates_today()
        if mandate.organisation.head_function
        and mandate.function.casefold() == mandate.organisation.head_function.casefold()
    }
    if not heads:
        return
    rows = Escalation.objects.filter(
        unit__in=heads, commitment__in=Commitment.objects.overdue(moment.today)
    ).select_related("commitment__owner")
    for row in {row.commitment_id: row for row in rows}.values():
        commitment = row.commitment
        if row.due_on == commitment.due_on:
            yield waits(
                commitment,
                _("%(owner)s owes it since %(day)s; it was escalated to you.")
                % {"owner": commitment.owner, "day": date_format(commitment.due_on)},
                _("Have it done, or answer for it"),
                moment.calendar.add_workdays(row.escalated_on, 5),
            )


@prepared_for
def drafted(reader):
    return Plan.objects.visible_to(reader).filter(state=Plan.State.DRAFT)


def plans_to_publish(user, moment):
    """Plans that have begun and that nobody can read yet."""
    if not user.has_perm("commitments.publish_plan"):
        return
    for plan in drafted(user):
        yield Waiting(
            title=plan.own_title,
            detail=_("It is a draft that only officers see."),
            action=_("Publish the plan"),
            url=plan.get_absolute_url(),
            due_on=plan.starts_on,
        )


SOURCES = [promises, escalated]
OFFICERS = [plans_to_publish]
