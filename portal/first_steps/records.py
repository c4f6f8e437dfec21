"""Those who keep texts and figures."""

from django.utils.translation import gettext_lazy as _

from accounts import groups
from portal.first_steps.steps import Role, Step

ROLES = {
    groups.TEXT_EDITOR: Role(
        _("Text editor"),
        _(
            "You write instructions, ask the trade for comments, answer each, and publish what was signed."
        ),
        (
            Step(
                _("Take up a draft"),
                _("Drafts, and what each still lacks before it can be signed."),
                "instructions:drafts",
            ),
            Step(
                _("Begin a new text"),
                _("Type it or take it from a Word file; articles number themselves."),
                "instructions:create",
            ),
            Step(
                _("Answer a difficulty"),
                _(
                    "What offices and organisations stumble over, with the day by which an answer is due."
                ),
                "instructions:difficulties",
            ),
        ),
    ),
    groups.TEXT_SIGNATORY: Role(
        _("Text signatory"),
        _(
            "You sign versions of texts; what you signed is sealed with its fingerprint."
        ),
        (
            Step(
                _("Read what waits for your signature"),
                _(
                    "Drafts with their consultation; a text with an unanswered comment cannot be signed."
                ),
                "dashboard",
            ),
            Step(
                _("Follow the consultations"),
                _("What is open to comments now, and what was made of them."),
                "instructions:consultations",
            ),
            Step(
                _("See who has read what"),
                _("Organisations acknowledge the texts that concern them."),
                "instructions:acknowledgements",
            ),
        ),
    ),
    groups.SURVEY_ANALYST: Role(
        _("Survey analyst"),
        _(
            "You import answers, check the figures and send a wave to be approved. No respondent can be found in what is published."
        ),
        (
            Step(
                _("Prepare a wave"),
                _(
                    "Its years, its questions, its parameters. The import shows what is wrong before it writes anything."
                ),
                "surveys:new",
            ),
            Step(
                _("Look at the published waves"),
                _("As everybody sees them, with intervals and warnings."),
                "surveys:index",
            ),
            Step(
                _("Set promises beside the figures"),
                _("Whether what was promised on a factor was kept."),
                "commitments:indicators",
            ),
        ),
    ),
    groups.SURVEY_APPROVER: Role(
        _("Survey approver"),
        _(
            "You decide what of a wave goes out, and when. Before that day nobody else sees a figure."
        ),
        (
            Step(
                _("Open the waves"),
                _(
                    "A wave that waits for you has its own desk, with every hidden figure explained."
                ),
                "surveys:index",
            ),
            Step(
                _("Set promises beside the figures"),
                _("Whether what was promised on a factor was kept."),
                "commitments:indicators",
            ),
            Step(
                _("Check who answers for what"),
                _("A reader with a question looks here first."),
                "accounts:directory",
            ),
        ),
    ),
}
