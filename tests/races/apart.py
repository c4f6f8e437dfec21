"""Public functions of the actions that are no step of their own, and why not."""

READS = "reads, or refuses, and changes nothing"
FORM = "keeps what its form typed last over fields that no step changes"
UNIQUE = "makes what a unique name or number allows once"

APART = {
    "accounts.actions.people.check_kept_by": READS,
    "accounts.actions.second_factor.note": "writes down what the library has just done",
    "commitments.actions.history.taking": "is a part of every step of a promise",
    "instructions.actions.consulting.earliest_end": READS,
    "instructions.actions.reading.broken_link": READS,
    "instructions.actions.drafting.create_instruction": UNIQUE,
    "instructions.actions.drafting.edit_about": FORM,
    "meetings.actions.handover.orphaned_meetings": READS,
    "meetings.actions.handover.orphaned_delegates": READS,
    "meetings.actions.reception.keep": FORM,
    "surveys.actions.prepare.change_parameters": FORM,
    "surveys.actions.prepare.start_wave": UNIQUE,
}
