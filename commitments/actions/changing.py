"""A promise is put off, given up, or given up with consent."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import picture, record
from commitments import sides
from commitments.actions.closing import check_under_way
from commitments.actions.history import require, taking
from commitments.letters import codes
from commitments.letters.posting import tell_counterparts, tell_owner
from commitments.models import Commitment, State, Verb


@transaction.atomic
def postpone(*, commitment, due_on, words, by):
    """A later date; the first one stays in sight and decides what is on time."""
    line = {"due_on": due_on, "words": words}
    with taking(Verb.POSTPONED, commitment, by=by, **line) as (commitment, step):
        step.organisation = sides.as_owner(commitment, by)
        check_under_way(commitment)
        require(words.strip(), _("Say why it is postponed."))
        require(
            due_on > commitment.due_on,
            _("A commitment is postponed to a later day."),
        )
        require(due_on >= timezone.localdate(), _("The new date has passed already."))
        step.old_due_on, commitment.due_on = commitment.due_on, due_on
    tell_counterparts(codes.POSTPONED, commitment, step)
    return commitment


@transaction.atomic
def correct(*, commitment, by, **fields):
    """Where a promise belongs and who reads it; its words and dates stay."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("owner")
    commitment = rows.get(pk=commitment.pk)
    before = picture(commitment)
    for name, value in fields.items():
        setattr(commitment, name, value)
    commitment.fold()
    commitment.save()
    record("commitment.corrected", commitment, by=by, before=before)
    return commitment


@transaction.atomic
def abandon(*, commitment, words, by):
    """The owner gives up; without a counterpart's consent it counts as not kept."""
    with taking(Verb.ABANDONED, commitment, by=by, words=words) as (commitment, step):
        step.organisation = sides.as_owner(commitment, by)
        check_under_way(commitment)
        require(words.strip(), _("Say why it is abandoned."))
        commitment.state = State.ABANDONED
        commitment.closed_on = timezone.localdate()
        commitment.contested_on = None
    tell_counterparts(codes.ABANDONED, commitment, step)
    return commitment


@transaction.atomic
def consent(*, commitment, by, words="", organisation=None):
    """A counterpart agrees that the promise is given up."""
    with taking(Verb.CONSENTED, commitment, by=by, words=words) as (commitment, step):
        row = sides.as_counterpart(commitment, by, organisation)
        step.organisation = row.organisation
        require(
            commitment.state == State.ABANDONED,
            _("Only what the owner abandons can be agreed upon."),
        )
        require(
            commitment.consented_on is None,
            _("The abandonment is agreed upon already."),
        )
        commitment.consented_on = timezone.localdate()
    tell_owner(codes.CONSENTED, commitment, step)
    return commitment
