from celery import shared_task
from django.utils import timezone

from commitments import actions
from commitments.ladder import CLIMBS_AFTER, ladder
from commitments.models import Commitment
from workdays.arithmetic import add_workdays, one_calendar


@shared_task
def escalate_overdue():
    """Rung daily; a day that was missed is made up for, and nothing climbs twice."""
    today = timezone.localdate()
    with one_calendar():
        for commitment in overdue(today):
            climbed = {
                row.rung
                for row in commitment.escalations.all()
                if row.due_on == commitment.due_on
            }
            for place in ladder(commitment):
                due_on = add_workdays(commitment.due_on, CLIMBS_AFTER[place.rung])
                if due_on <= today and place.rung not in climbed:
                    actions.escalate(commitment=commitment, place=place, on=today)


def overdue(today):
    rows = Commitment.objects.overdue(today).order_by("pk")
    return rows.select_related("owner", "office__unit").prefetch_related("escalations")
