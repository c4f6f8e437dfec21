"""What reminders are owed now, derived from the promises as they are.

Each scan looks at the few days in question: what fell due up to three days ago is
caught up after a night without beat, and what was posted before is left out.
"""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from commitments.letters import audience
from commitments.models import UNDER_WAY, Commitment, Counterpart, State
from commitments.models.punctuality import DAYS_TO_ANSWER
from notices.kinds import Owed
from workdays.arithmetic import add_workdays, next_workday

MORNING = time(9)
CAUGHT_UP = timedelta(days=3)
MARGIN = timedelta(days=10)
BEFORE, AFTER = (-10, -2), (1, 10, 20)
REMINDED_OF_ANSWER = 15
MONTH_CAUGHT_UP = timedelta(days=7)


def morning_of(day):
    return timezone.make_aware(datetime.combine(day, MORNING))


def reminders(offsets, now):
    """To owners, so many working days before or after the date."""
    for offset in offsets:
        found = falling("due_on", offset, now, state__in=UNDER_WAY)
        people = audience.contacts({commitment.owner for commitment, _day in found})
        for commitment, day in found:
            for user in people[commitment.owner_id]:
                yield Owed(
                    commitment,
                    audience.recipient(user),
                    f"{commitment.due_on} {offset:+d}",
                    morning_of(day),
                )


def falling(field, offset, now, **states):
    """Promises for which the day so many working days from a date has just come."""
    today = timezone.localdate(now)
    if now < morning_of(today):
        today -= timedelta(days=1)
    around = add_workdays(today, -offset)
    rows = Commitment.objects.filter(
        **states, **{f"{field}__range": (around - MARGIN, around + MARGIN)}
    ).select_related("owner")
    found = []
    for commitment in rows:
        day = add_workdays(getattr(commitment, field), offset)
        if today - CAUGHT_UP <= day <= today and commitment.promised_on < day:
            found.append((commitment, day))
    return found


def due_soon(now):
    """While the date is still to come: nothing is caught up on once it has passed."""
    today = timezone.localdate(now)
    return (owed for owed in reminders(BEFORE, now) if owed.about.due_on >= today)


def overdue(now):
    return reminders(AFTER, now)


def answer_awaited(now):
    """To counterparts that have not answered, before a claim shows as unconfirmed."""
    found = falling("claimed_on", REMINDED_OF_ANSWER, now, state=State.CLAIMED)
    days = {commitment.pk: day for commitment, day in found}
    silent = Counterpart.objects.filter(commitment__in=days, answer="")
    rows = list(silent.select_related("organisation", "commitment"))
    people = audience.contacts({row.organisation for row in rows})
    for row in rows:
        commitment = row.commitment
        for user in people[row.organisation_id]:
            yield Owed(
                commitment,
                audience.recipient(user),
                f"{commitment.claimed_on} +{DAYS_TO_ANSWER}",
                morning_of(days[commitment.pk]),
            )


def monthly(now):
    """To every organisation that owes or is owed, on the first working day."""
    today = timezone.localdate(now)
    first = today.replace(day=1)
    due_on = next_workday(first)
    if not morning_of(due_on) <= now < morning_of(due_on + MONTH_CAUGHT_UP):
        return
    rows = Commitment.objects.open().filter(promised_on__lt=first)
    owed_to = Counterpart.objects.filter(commitment__in=rows).values("organisation")
    parties = Organisation.objects.filter(
        Q(pk__in=rows.values("owner")) | Q(pk__in=owed_to), is_active=True
    )
    people = audience.contacts(list(parties))
    for organisation in parties:
        for user in people[organisation.pk]:
            yield Owed(
                organisation,
                audience.recipient(user),
                f"{first:%Y-%m}",
                morning_of(due_on),
            )
