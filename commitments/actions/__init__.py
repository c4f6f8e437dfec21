from commitments.actions.changing import abandon, consent, correct, postpone
from commitments.actions.closing import claim, confirm, contest
from commitments.actions.escalating import escalate
from commitments.actions.planning import (
    close_plan,
    publish_plan,
    write_objective,
    write_plan,
)
from commitments.actions.promising import promise, start
from commitments.actions.proving import prove

__all__ = [
    "abandon",
    "claim",
    "close_plan",
    "confirm",
    "consent",
    "contest",
    "correct",
    "escalate",
    "postpone",
    "promise",
    "prove",
    "publish_plan",
    "start",
    "write_objective",
    "write_plan",
]
