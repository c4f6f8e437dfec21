"""What "kept on time" and each status mean, said once, as conditions on rows.

A promise is kept on time when the claim that stands was made on or before a date
and a counterpart confirmed it, however late. What was abandoned with consent does
not count. What was abandoned by one side counts as not kept. A promise whose date
has not come does not count yet, unless it is kept; nor does a claim made in time
while its counterparts still have their twenty working days to answer.
"""

from django.db.models import F, Q

from commitments.models.vocabulary import UNDER_WAY, State, Status
from workdays.arithmetic import subtract_workdays

DAYS_TO_ANSWER = 20
CONTESTED = Q(state=State.IN_PROGRESS, contested_on__isnull=False)


def answered_by(day):
    """Claims made before this day have had all their days to be answered."""
    return subtract_workdays(day, DAYS_TO_ANSWER)


def kept_by(date):
    """Kept, by the date that a field names."""
    return Q(state=State.KEPT, claimed_on__lte=F(date))


def counted_by(date, day, last=None):
    """What is settled, on a day, about the date that a field names."""
    claimed_in_time = Q(state=State.CLAIMED, claimed_on__lte=F(date))
    waited_in_vain = Q(claimed_on__lt=last or answered_by(day))
    return (
        Q(state=State.KEPT)
        | Q(state=State.ABANDONED, consented_on=None)
        | Q(state__in=UNDER_WAY, **{f"{date}__lt": day})
        | Q(state=State.CLAIMED, claimed_on__gt=F(date))
        | (claimed_in_time & waited_in_vain)
    )


def shown_as(status, day):
    """The promises that show a status; `Commitment.status` says it of one."""
    last = answered_by(day)
    return {
        Status.OPEN: Q(state=State.OPEN),
        Status.IN_PROGRESS: Q(state=State.IN_PROGRESS, contested_on=None),
        Status.CONTESTED: CONTESTED,
        Status.CLAIMED: Q(state=State.CLAIMED, claimed_on__gte=last),
        Status.UNCONFIRMED: Q(state=State.CLAIMED, claimed_on__lt=last),
        Status.KEPT: Q(state=State.KEPT),
        Status.ABANDONED: Q(state=State.ABANDONED, consented_on__isnull=False),
        Status.ONE_SIDED: Q(state=State.ABANDONED, consented_on=None),
    }[status]
