"""What the indicators count, over any promises: stated once, computed in one query."""

from django.db.models import Avg, Count, DateField, DurationField, F, Q
from django.db.models.functions import Cast

from commitments.models.punctuality import counted_by, kept_by
from commitments.models.vocabulary import NOT_CLOSED, UNDER_WAY, State

CLAIMED_OR_KEPT = Q(state__in=[State.CLAIMED, State.KEPT])


def count(condition):
    return Count("pk", filter=condition)


def measures(day, last, has_evidence):
    """The aggregates, by name; shares are made of two of them."""
    age = Cast(day, DateField()) - F("promised_on")
    return {
        "total": Count("pk"),
        "counted": count(counted_by("first_due_on", day, last)),
        "on_time": count(kept_by("first_due_on")),
        "counted_now": count(counted_by("due_on", day, last)),
        "on_time_now": count(kept_by("due_on")),
        "kept": count(Q(state=State.KEPT)),
        "open": count(Q(state__in=NOT_CLOSED)),
        "overdue": count(Q(state__in=UNDER_WAY, due_on__lt=day)),
        "postponed": count(Q(due_on__gt=F("first_due_on"))),
        "claimed": count(CLAIMED_OR_KEPT),
        "proved": count(CLAIMED_OR_KEPT & has_evidence),
        "age": Avg(age, filter=Q(state__in=NOT_CLOSED), output_field=DurationField()),
    }
