from surveys.actions.correct import start_correction, withdraw
from surveys.actions.prepare import (
    change_parameters,
    compute,
    confirm_import,
    dry_run,
    forget_imports,
    set_levels,
    start_wave,
)
from surveys.actions.publish import (
    prepare_files,
    publish,
    publish_due,
    schedule,
    unschedule,
)
from surveys.actions.review import approve, send_back, submit

__all__ = [
    "approve",
    "change_parameters",
    "compute",
    "confirm_import",
    "dry_run",
    "forget_imports",
    "prepare_files",
    "publish",
    "publish_due",
    "schedule",
    "send_back",
    "set_levels",
    "start_correction",
    "start_wave",
    "submit",
    "unschedule",
    "withdraw",
]
