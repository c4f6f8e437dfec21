"""Those who plan, sign and run the dialogue."""

from django.utils.translation import gettext_lazy as _

from accounts import groups
from portal.first_steps.steps import YEAR, Role, Step

ROLES = {
    groups.PROGRAMME_OFFICER: Role(
        _("Programme officer"),
        _(
            "You plan the year with the organisations, convene, and chase what is due. The portal writes the letters."
        ),
        (
            Step(
                _("Open the programme of the year"),
                _(
                    "Plan, import last year’s table, see conflicts at once. Until you publish, only officers see it."
                ),
                YEAR,
            ),
            Step(
                _("Answer the topics proposed"),
                _(
                    "Accept, merge or decline with a reason; the organisation hears of it by letter."
                ),
                "meetings:topics",
            ),
            Step(
                _("See what was promised"),
                _(
                    "What is late stands first. Promises come out of the minutes by themselves."
                ),
                "commitments:register",
            ),
        ),
    ),
    groups.PROGRAMME_SIGNATORY: Role(
        _("Programme signatory"),
        _(
            "You sign: nothing is published without you, and nothing that you signed changes silently."
        ),
        (
            Step(
                _("Read the programme before you publish it"),
                _(
                    "Its conflicts and the opinions of the organisations stand beside it."
                ),
                YEAR,
            ),
            Step(
                _("Look at the figures"),
                _("The share of promises kept on time, by factor and by owner."),
                "commitments:indicators",
            ),
            Step(
                _("See what lies on each desk"),
                _(
                    "Who holds which function, until when, and what they would leave behind."
                ),
                "handover",
            ),
        ),
    ),
    groups.LOCAL_SECRETARY: Role(
        _("Local secretary"),
        _(
            "You run your committee: you convene it, write its minutes, and settle its topics or take them higher."
        ),
        (
            Step(
                _("Open your committee"),
                _("Its members, its meetings, its open issues. Convene from there."),
                "meetings:committees",
            ),
            Step(
                _("Settle what was proposed"),
                _(
                    "Put a topic on the agenda, answer it, or take it to the committee above with its file."
                ),
                "meetings:topics",
            ),
            Step(
                _("Follow the promises of your region"),
                _("Claim what is done, with proof; the other side confirms it."),
                "commitments:mine",
            ),
        ),
    ),
}
