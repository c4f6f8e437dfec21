"""A promise is written down, and its owner sets to work."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.trail import record
from commitments import sides
from commitments.actions.history import require, taking
from commitments.letters import codes
from commitments.letters.posting import tell_parties
from commitments.models import (
    Commitment,
    Counterpart,
    Level,
    Numbering,
    State,
    Step,
    Verb,
)


@transaction.atomic
def promise(
    *,
    what,
    owner,
    counterparts,
    factor,
    due_on,
    by,
    what_en="",
    owner_function="",
    expected_evidence="",
    level=Level.PARTIES,
    objective=None,
    office=None,
):
    """Write down what one party promises to others; who may is the caller's question."""
    counterparts = list(counterparts)
    check_parties(owner, counterparts)
    commitment = Commitment(
        reference=next_reference(timezone.localdate().year),
        what=what,
        what_en=what_en,
        owner=owner,
        owner_function=owner_function,
        factor=factor,
        objective=objective,
        office=office,
        first_due_on=due_on,
        due_on=due_on,
        expected_evidence=expected_evidence,
        level=level,
    )
    commitment.fold()
    commitment.save()
    Counterpart.objects.bulk_create(
        Counterpart(commitment=commitment, organisation=organisation)
        for organisation in counterparts
    )
    step = Step.objects.create(
        commitment=commitment,
        verb=Verb.PROMISED,
        by=by,
        organisation=owner,
        due_on=due_on,
    )
    record("commitment.promised", commitment, by=by, many=["counterparts"])
    tell_parties(codes.PROMISED, commitment, step)
    return commitment


def check_parties(owner, counterparts):
    """Somebody else confirms; Customs does not confirm what Customs promises."""
    require(counterparts, _("Name at least one counterpart, who will confirm."))
    require(owner not in counterparts, _("The owner cannot be its own counterpart."))
    customs = Organisation.Kind.CUSTOMS
    inside = owner.kind == customs and any(c.kind == customs for c in counterparts)
    require(
        not inside, _("Customs cannot be the counterpart of what Customs promises.")
    )


def next_reference(year):
    """The next number of the year; whoever asks at the same time waits here."""
    Numbering.objects.get_or_create(year=year)
    row = Numbering.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return f"E-{year}-{row.last:03d}"


@transaction.atomic
def start(*, commitment, by, words=""):
    """The owner sets to work."""
    with taking(Verb.STARTED, commitment, by=by, words=words) as (commitment, step):
        step.organisation = sides.as_owner(commitment, by)
        require(
            commitment.state == State.OPEN,
            _("Only an open commitment can be started."),
        )
        commitment.state = State.IN_PROGRESS
    return commitment
