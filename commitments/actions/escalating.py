"""An overdue promise climbs: the office, its directorate, the Director General."""

from django.db import transaction

from commitments.actions.history import taking
from commitments.letters import audience, codes
from commitments.models import Commitment, Escalation, Verb
from notices import outbox


@transaction.atomic
def escalate(*, commitment, place, on):
    """Put it before one function, once for its date; every reader sees that."""
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    key = {"rung": place.rung, "due_on": commitment.due_on}
    if not commitment.is_overdue(on) or commitment.escalations.filter(**key).exists():
        return None
    line = {"organisation": place.unit, "rung": place.rung}
    words = str(place.office or "")
    with taking(Verb.ESCALATED, commitment, by=None, words=words, **line):
        escalation = Escalation.objects.create(
            commitment=commitment,
            office=place.office,
            unit=place.unit,
            escalated_on=on,
            **key,
        )
    occurrence = f"{commitment.due_on} rung {place.rung}"
    outbox.post_all(codes.ESCALATED, commitment, people_at(place), occurrence)
    return escalation


def people_at(place):
    """The mandates of the function, as they stand today."""
    if place.office:
        return audience.at_office(place.office)
    return audience.heads(place.unit)
