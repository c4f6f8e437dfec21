"""The kinds of letter about minutes."""

TO_CORRECT = "meetings.minutes_to_correct"
REMINDER = "meetings.minutes_reminder"
DEADLINE_MOVED = "meetings.minutes_deadline_moved"
PROPOSED = "meetings.correction_proposed"
ANSWERED = "meetings.correction_answered"
CHANGED = "meetings.minutes_changed"
APPROVED = "meetings.minutes_approved"
PUBLISHED = "meetings.minutes_published"
ADDED = "meetings.minutes_added_to"
RECORDED = "meetings.approval_recorded"
DUE = "meetings.minutes_due"

# What waits for an approval, and is untrue once everybody has given it.
ASKING = [TO_CORRECT, REMINDER, DEADLINE_MOVED, CHANGED]
