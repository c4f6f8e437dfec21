from commitments.models.commitment import Commitment
from commitments.models.counterpart import Counterpart
from commitments.models.escalation import Escalation
from commitments.models.evidence import Evidence
from commitments.models.plan import Objective, Plan
from commitments.models.step import Numbering, Step
from commitments.models.vocabulary import (
    NOT_CLOSED,
    UNDER_WAY,
    Answer,
    Level,
    Rung,
    State,
    Status,
    Verb,
)

__all__ = [
    "NOT_CLOSED",
    "UNDER_WAY",
    "Answer",
    "Commitment",
    "Counterpart",
    "Escalation",
    "Evidence",
    "Level",
    "Numbering",
    "Objective",
    "Plan",
    "Rung",
    "State",
    "Status",
    "Step",
    "Verb",
]
