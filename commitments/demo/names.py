"""What stands in the lists of fictitious promises beside their words."""

START, CLAIM, CONFIRM, CONTEST = "start", "claim", "confirm", "contest"
POSTPONE, ABANDON, CONSENT, ESCALATE = "postpone", "abandon", "consent", "escalate"
OPEN_TO_ALL, PARTNERS, PARTIES = "public", "partners", "parties"
