"""What every step has in common: the row locked, the trail, the line of history."""

from contextlib import contextmanager

from audit.refusal import Refused
from audit.trail import picture, record
from commitments.models import Commitment, Step


@contextmanager
def taking(verb, commitment, *, by, words="", **line):
    """Lock the promise, let it change, save it, and write what was done.

    Gives the fresh row and the line of history, which the step may still complete.
    """
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("owner")
    commitment = rows.get(pk=commitment.pk)
    before = picture(commitment)
    step = Step(commitment=commitment, verb=verb, words=words, **line)
    yield commitment, step
    commitment.save()
    step.by = by
    step.save()
    record(f"commitment.{verb}", commitment, by=by, before=before, reason=str(words))


def require(condition, sentence):
    if not condition:
        raise Refused(sentence)
