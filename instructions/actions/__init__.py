from instructions.actions.consulting import (
    comment,
    open_consultation,
    reply,
    summarise,
)
from instructions.actions.difficulties import answer, report
from instructions.actions.drafting import (
    abandon,
    create_instruction,
    edit_about,
    save_draft,
    start_version,
)
from instructions.actions.originals import keep_pdf
from instructions.actions.reading import (
    acknowledge,
    chain_acknowledgements,
    subscribe,
    unsubscribe,
)
from instructions.actions.signing import publish, sign, take_back

__all__ = [
    "abandon",
    "acknowledge",
    "answer",
    "chain_acknowledgements",
    "comment",
    "create_instruction",
    "edit_about",
    "keep_pdf",
    "open_consultation",
    "publish",
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
