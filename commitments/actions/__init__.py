from commitments.actions.changing import abandon, consent, postpone
from commitments.actions.closing import claim, confirm, contest
from commitments.actions.promising import promise, start
from commitments.actions.proving import prove

__all__ = [
    "abandon",
    "claim",
    "confirm",
    "consent",
    "contest",
    "postpone",
    "promise",
    "prove",
    "start",
]
