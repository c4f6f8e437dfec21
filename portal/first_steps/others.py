"""Those who keep accounts, check, take part or read."""

from django.utils.translation import gettext_lazy as _

from accounts import groups
from portal.first_steps.steps import YEAR, Role, Step

FOCAL_POINT, READER = "focal point", "reader"
ROLES = {
    groups.USER_MANAGER: Role(
        _("User manager"),
        _(
            "You open and close accounts, keep organisations, offices and mandates up to date. Nothing else."
        ),
        (
            Step(
                _("Answer requests for access"),
                _("Grant or decline with a reason; the letter goes by itself."),
                "admin:accounts_accessrequest_changelist",
            ),
            Step(
                _("Look at the people"),
                _(
                    "A mandate has dates: when it ends, the desk goes to the next holder."
                ),
                "admin:accounts_user_changelist",
            ),
            Step(
                _("Read the directory as others do"),
                _("What is empty there, traders miss."),
                "accounts:directory",
            ),
        ),
    ),
    groups.AUDITOR: Role(
        _("Auditor"),
        _(
            "You read everything and change nothing: who did what, when, before and after."
        ),
        (
            Step(
                _("Read the audit trail"),
                _("Filter by person, object and day; export what you need."),
                "admin:audit_entry_changelist",
            ),
            Step(
                _("Check the seals"),
                _("One a day over the whole trail: keep them elsewhere, and compare."),
                "audit:seals",
            ),
            Step(
                _("Follow the promises"),
                _("Their history shows each date that moved, and why."),
                "commitments:register",
            ),
        ),
    ),
    FOCAL_POINT: Role(
        _("Focal point of an organisation"),
        _(
            "You speak for your organisation. Its next focal point will find here all that you leave."
        ),
        (
            Step(
                _("Answer your invitations"),
                _(
                    "Yes, no, perhaps, or who comes instead. The letter’s button does the same without signing in."
                ),
                "meetings:my_invitations",
            ),
            Step(
                _("Propose a topic"),
                _(
                    "For a meeting, a committee or the year. You may keep your name from the other parties."
                ),
                "meetings:propose_topic",
            ),
            Step(
                _("Follow what was promised to you"),
                _("Confirm what was done, or contest it with a reason."),
                "commitments:mine",
            ),
        ),
    ),
    READER: Role(
        _("Everybody"),
        _("Reading needs no account. An invitation is answered from its letter."),
        (
            Step(
                _("Find the text in force"),
                _(
                    "For a day, an office, a step of clearance; with what changed since."
                ),
                "instructions:library",
            ),
            Step(
                _("See the next meetings"),
                _("Who meets, about what, and the minutes of those that were held."),
                YEAR,
            ),
            Step(
                _("Check the promises"),
                _("What was promised, kept and late. Each has its proof."),
                "commitments:register",
            ),
        ),
    ),
}
