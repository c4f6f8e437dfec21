"""Owe a letter in the transaction of the step that it tells of."""

from commitments.letters import audience
from notices import outbox


def tell_owner(kind, commitment, step):
    tell(kind, commitment, [commitment.owner], step)


def tell_counterparts(kind, commitment, step):
    tell(kind, commitment, commitment.counterparts.all(), step)


def tell_parties(kind, commitment, step):
    tell(kind, commitment, [commitment.owner, *commitment.counterparts.all()], step)


def tell(kind, commitment, organisations, step):
    """A letter to the people of these organisations, but not to who took the step."""
    people = audience.reached(organisations, except_for=step.by)
    outbox.post_all(kind, commitment, people, f"step {step.pk}")
