from surveys.views.desk import (
    confirm,
    correct,
    desk,
    dry_run,
    levels,
    new,
    parameters,
    step,
)
from surveys.views.feeds import atom, sitemap
from surveys.views.files import download
from surveys.views.pages import (
    comparison,
    factor,
    index,
    methodology,
    question,
    wave,
)
from surveys.views.restitution import a4, restitution

__all__ = [
    "a4",
    "atom",
    "comparison",
    "confirm",
    "correct",
    "desk",
    "download",
    "dry_run",
    "factor",
    "index",
    "levels",
    "methodology",
    "new",
    "parameters",
    "question",
    "restitution",
    "sitemap",
    "step",
    "wave",
]
