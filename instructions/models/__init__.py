from instructions.models.article import Article, Comparison
from instructions.models.consultation import Comment, Consultation
from instructions.models.difficulty import Difficulty
from instructions.models.indexed import Indexed, Word
from instructions.models.instruction import (
    CHOICES,
    Instruction,
    Label,
    label_name,
)
from instructions.models.reading import Acknowledgement, Subscription
from instructions.models.relation import OfficeDate, Relation
from instructions.models.version import Version
from instructions.models.vocabulary import (
    Audience,
    Channel,
    Regime,
    Status,
    Step,
    Type,
    Verb,
    Waiver,
)

__all__ = [
    "CHOICES",
    "Acknowledgement",
    "Article",
    "Audience",
    "Channel",
    "Comment",
    "Comparison",
    "Consultation",
    "Difficulty",
    "Indexed",
    "Instruction",
    "Label",
    "OfficeDate",
    "Regime",
    "Relation",
    "Status",
    "Step",
    "Subscription",
    "Type",
    "Verb",
    "Version",
    "Waiver",
    "Word",
    "label_name",
]
