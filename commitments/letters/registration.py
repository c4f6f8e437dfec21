"""Every kind of letter about promises, with its wording."""

from django.utils.translation import gettext_lazy as _

from commitments.letters import codes, month, scans, truth
from commitments.letters.writing import about, prepare
from notices.kinds import Kind, nothing, register

OWNER = _(
    "You receive this letter because you act for the organisation that owes this "
    "commitment."
)
COUNTERPART = _(
    "You receive this letter because you act for an organisation to which this was "
    "promised."
)
PARTY = _(
    "You receive this letter because you act for an organisation that owes this "
    "commitment or to which it is owed."
)
ABOVE = _(
    "You receive this letter because overdue commitments are escalated to your function."
)
MEMBER = _(
    "You receive this letter because you act for an organisation that owes commitments "
    "or to which they are owed."
)
READ, ANSWER = _("Read the commitment"), _("Confirm or contest")

# code, name, reason, what the calendar owes, truth, letter, whether it may be off
KINDS = (
    (
        *(codes.PROMISED, _("A commitment is recorded"), PARTY, nothing, truth.always),
        about(
            _("Commitment %(reference)s for %(due)s: %(what)s"),
            _("%(owner)s has promised this for %(due)s."),
            READ,
        ),
        False,
    ),
    (
        *(codes.DUE_SOON, _("A commitment falls due soon"), OWNER),
        *(scans.due_soon, truth.of_date),
        about(
            _("Due on %(due)s: commitment %(reference)s"),
            _("Your commitment %(reference)s falls due on %(due)s."),
            _("Claim it done or postpone it"),
        ),
        True,
    ),
    (
        *(codes.OVERDUE, _("A commitment is overdue"), OWNER),
        *(scans.overdue, truth.of_date),
        about(
            _("Overdue since %(due)s: commitment %(reference)s"),
            _(
                "Your commitment %(reference)s was due on %(due)s: claim it done, or "
                "say why it is late."
            ),
            _("Claim it done or postpone it"),
        ),
        False,
    ),
    (
        *(codes.CLAIMED, _("A commitment is to be confirmed"), COUNTERPART, nothing),
        truth.of_claim,
        about(
            _("To confirm by %(until)s: commitment %(reference)s of %(owner)s"),
            _(
                "%(owner)s claims this commitment done: confirm or contest it by "
                "%(until)s."
            ),
            ANSWER,
        ),
        False,
    ),
    (
        *(codes.ANSWER_AWAITED, _("An answer is awaited"), COUNTERPART),
        *(scans.answer_awaited, truth.of_claim),
        about(
            _("Your answer by %(until)s: commitment %(reference)s of %(owner)s"),
            _(
                "Nobody has answered yet: without your answer by %(until)s this "
                "commitment shows as unconfirmed."
            ),
            ANSWER,
        ),
        True,
    ),
    (
        *(codes.CONFIRMED, _("A commitment is confirmed"), OWNER, nothing),
        truth.of_confirmation,
        about(
            _("Kept: commitment %(reference)s, confirmed by %(by)s"),
            _("%(by)s confirms that your commitment %(reference)s was kept."),
            READ,
        ),
        True,
    ),
    (
        *(codes.CONTESTED, _("A commitment is contested"), PARTY, nothing),
        truth.of_contest,
        about(
            _("Contested by %(by)s: commitment %(reference)s"),
            _("%(by)s contests that commitment %(reference)s was kept: work goes on."),
            READ,
        ),
        False,
    ),
    (
        *(codes.POSTPONED, _("A commitment is postponed"), COUNTERPART, nothing),
        truth.always,
        about(
            _("Postponed to %(due)s: commitment %(reference)s of %(owner)s"),
            _("%(owner)s puts this commitment off to %(due)s."),
            READ,
        ),
        True,
    ),
    (
        *(codes.ABANDONED, _("A commitment is abandoned"), COUNTERPART, nothing),
        truth.of_abandonment,
        about(
            _("Abandoned by %(owner)s: commitment %(reference)s"),
            _(
                "%(owner)s gives this commitment up: agree, or let it count as not kept."
            ),
            _("Read the reason and decide"),
        ),
        False,
    ),
    (
        *(codes.CONSENTED, _("An abandonment is agreed upon"), OWNER, nothing),
        truth.always,
        about(
            _("%(by)s agrees: commitment %(reference)s is abandoned"),
            _("%(by)s agrees that your commitment %(reference)s is abandoned."),
            READ,
        ),
        True,
    ),
    (
        *(codes.ESCALATED, _("An overdue commitment is escalated"), ABOVE, nothing),
        truth.of_date,
        about(
            _(
                "Escalated to you: commitment %(reference)s of %(owner)s, due on %(due)s"
            ),
            _(
                "Commitment %(reference)s of %(owner)s was due on %(due)s and nobody has "
                "claimed it done: have it done, or answer for it."
            ),
            READ,
        ),
        False,
    ),
)


def is_party(user):
    return user.is_partner()


def register_all():
    for code, name, reason, owed, still_true, letter, may_be_off in KINDS:
        register(
            Kind(
                *(code, name, reason, owed, still_true, letter),
                may_be_off=may_be_off,
                prepare=prepare,
                concerns=is_party,
            )
        )
    register(
        Kind(
            *(codes.MONTHLY, _("The month’s commitments"), MEMBER),
            *(scans.monthly, month.still_open, month.letter),
            may_be_off=True,
            concerns=is_party,
        )
    )
