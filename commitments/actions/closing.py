"""A promise is closed by two sides: one claims, another confirms or contests."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments import sides
from commitments.actions.history import require, taking
from commitments.letters import codes
from commitments.letters.posting import tell_counterparts, tell_owner, tell_parties
from commitments.models import UNDER_WAY, Answer, State, Verb
from commitments.models.punctuality import answered_by


@transaction.atomic
def claim(*, commitment, words, by):
    """The owner says what was done; the counterparts answer."""
    with taking(Verb.CLAIMED, commitment, by=by, words=words) as (commitment, step):
        step.organisation = sides.as_owner(commitment, by)
        check_under_way(commitment)
        require(words.strip(), _("Say what was done."))
        commitment.state = State.CLAIMED
        commitment.claimed_on, commitment.contested_on = timezone.localdate(), None
        commitment.counterpart_rows.update(answer=Answer.NONE, answered_on=None)
    tell_counterparts(codes.CLAIMED, commitment, step)
    return commitment


def check_under_way(commitment):
    require(
        commitment.state != State.CLAIMED,
        _("This commitment is claimed done: the counterparts answer first."),
    )
    require(commitment.state != State.KEPT, _("This commitment is kept."))
    require(commitment.state in UNDER_WAY, _("This commitment is abandoned."))


@transaction.atomic
def confirm(*, commitment, by, words="", organisation=None):
    """A counterpart confirms that the promise was kept."""
    with taking(Verb.CONFIRMED, commitment, by=by, words=words) as (commitment, step):
        row = sides.as_counterpart(commitment, by, organisation)
        step.organisation = row.organisation
        require(
            commitment.state in (State.CLAIMED, State.KEPT),
            _("Only what is claimed done can be confirmed."),
        )
        check_unanswered(row)
        answer(row, Answer.CONFIRMED)
        if commitment.state == State.CLAIMED:
            commitment.state, commitment.closed_on = State.KEPT, timezone.localdate()
    tell_owner(codes.CONFIRMED, commitment, step)
    return commitment


def check_unanswered(row):
    require(
        row.answer != Answer.CONFIRMED,
        _("%(organisation)s has confirmed already.")
        % {"organisation": row.organisation},
    )


def answer(row, answer):
    row.answer, row.answered_on = answer, timezone.localdate()
    row.save(update_fields=["answer", "answered_on"])


@transaction.atomic
def contest(*, commitment, words, by, organisation=None):
    """One contest outweighs confirmations: the work goes on, with the reason."""
    with taking(Verb.CONTESTED, commitment, by=by, words=words) as (commitment, step):
        row = sides.as_counterpart(commitment, by, organisation)
        step.organisation = row.organisation
        require(
            commitment.state in (State.CLAIMED, State.KEPT),
            _("Only what is claimed done can be contested."),
        )
        check_unanswered(row)
        require(words.strip(), _("Say why you contest."))
        check_not_final(commitment)
        answer(row, Answer.CONTESTED)
        commitment.state = State.IN_PROGRESS
        commitment.contested_on = timezone.localdate()
        commitment.claimed_on = commitment.closed_on = None
    tell_parties(codes.CONTESTED, commitment, step)
    return commitment


def check_not_final(commitment):
    """What another counterpart confirmed stays open to contest for a while."""
    is_final = commitment.state == State.KEPT and commitment.claimed_on < answered_by(
        timezone.localdate()
    )
    require(
        not is_final,
        _("The time to contest is over: this commitment is kept."),
    )
