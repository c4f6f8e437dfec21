from instructions.actions.consulting import (
    comment,
    open_consultation,
    reply,
    summarise,
)
from instructions.actions.difficulties import DAYS_TO_ANSWER, answer, report
from instructions.actions.drafting import (
    abandon,
    create_instruction,
    edit_about,
    save_draft,
    start_version,
)
from instructions.actions.moving import move_date
from instructions.actions.originals import keep_pdf
from instructions.actions.publishing import publish, put_out, take_back
from instructions.actions.reading import (
    acknowledge,
    chain_acknowledgements,
    subscribe,
    unsubscribe,
)
from instructions.actions.signing import sign

__all__ = [
    "DAYS_TO_ANSWER",
    "abandon",
    "acknowledge",
    "answer",
    "chain_acknowledgements",
    "comment",
    "create_instruction",
    "edit_about",
    "keep_pdf",
    "move_date",
    "open_consultation",
    "publish",
    "put_out",
    "reply",
    "report",
    "save_draft",
    "sign",
    "start_version",
    "subscribe",
    "summarise",
    "take_back",
    "unsubscribe",
]
