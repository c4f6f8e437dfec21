"""Every kind of letter about texts, with its wording."""

from django.utils.translation import gettext_lazy as _

from instructions.letters import audience, ending, kinds, writing
from notices.kinds import Kind, register

SUBSCRIPTIONS = (
    (
        "instruction.published",
        _("A text is published"),
        kinds.nothing_more,
        kinds.still_published,
        writing.about_version(
            _("Published: %(text)s, in force on %(day)s"),
            _("Customs has published %(reference)s. Read what changes for you."),
        ),
    ),
    (
        "instruction.amended",
        _("A text that I follow is amended"),
        kinds.nothing_more,
        kinds.still_affected,
        writing.about_effect(
            _("Amended from %(day)s: %(other)s"),
            _("%(reference)s changes %(other_reference)s, which you follow."),
        ),
    ),
    (
        "instruction.repealed",
        _("A text that I follow is repealed or replaced"),
        kinds.nothing_more,
        kinds.still_affected,
        writing.about_effect(
            _("No longer in force from %(day)s: %(other)s"),
            _(
                "%(reference)s puts an end to %(other_reference)s, which you follow, from %(day)s."
            ),
        ),
    ),
    (
        "instruction.moved",
        _("The entry into force of a text is moved"),
        kinds.nothing_more,
        kinds.still_published,
        writing.about_version(
            _("Date moved: %(text)s, now in force on %(day)s"),
            _(
                "%(reference)s was to be in force on %(old)s: it will be on %(day)s instead."
            ),
        ),
    ),
    (
        "instruction.tomorrow",
        _("A text is in force tomorrow"),
        kinds.tomorrow,
        kinds.still_coming,
        writing.about_start,
    ),
    (
        "instruction.taken_back",
        _("A text is taken back"),
        kinds.nothing_more,
        kinds.always,
        writing.about_version(
            _("Taken back: %(text)s"),
            _(
                "%(reference)s will not enter into force on %(day)s: Customs took it back."
            ),
        ),
    ),
)
CONSULTATIONS = (
    (
        "consultation.opened",
        _("A draft is open to comments"),
        kinds.nothing_more,
        kinds.still_open,
        writing.about_consultation(
            _("Your opinion until %(day)s: %(text)s"),
            _("Comment on the draft, article by article, until the end of %(day)s."),
        ),
    ),
    (
        "consultation.closing",
        _("A consultation closes soon"),
        kinds.closing,
        kinds.still_open,
        writing.about_consultation(
            _("Last days to comment: %(text)s"),
            _("The consultation closes at the end of %(day)s."),
        ),
    ),
    (
        "consultation.answered",
        _("The comments on a draft are answered"),
        kinds.nothing_more,
        kinds.always,
        writing.about_consultation(
            _("Answers to the comments: %(text)s"),
            _("Every comment has its reply. Read the summary."),
        ),
    ),
)
DUTIES = (
    (
        "consultation.reply_due",
        _("Comments wait for replies"),
        kinds.reply_owed,
        kinds.still_unanswered,
        writing.about_consultation(
            _("Replies to write: %(text)s"),
            _(
                "The consultation closed on %(day)s: reply to each comment, then publish the summary."
            ),
        ),
        kinds.IN_CHARGE,
        audience.writes_texts,
    ),
    (
        "difficulty.reported",
        _("A difficulty is reported"),
        kinds.nothing_more,
        kinds.still_to_answer,
        writing.about_difficulty(
            _("Difficulty %(number)s at %(office)s, answer by %(day)s"),
            _(
                "A difficulty of application was reported at %(office)s: answer it by %(day)s."
            ),
        ),
        kinds.IN_CHARGE,
        audience.answers,
    ),
    (
        "difficulty.due",
        _("A difficulty waits for its answer"),
        kinds.answer_due,
        kinds.still_to_answer,
        writing.about_difficulty(
            _("Reminder: difficulty %(number)s at %(office)s, answer due on %(day)s"),
            _("The answer to this report is due on %(day)s."),
        ),
        kinds.IN_CHARGE,
        audience.answers,
    ),
    (
        "difficulty.answered",
        _("My difficulty is answered"),
        kinds.nothing_more,
        kinds.always,
        writing.about_difficulty(
            _("Answer to your report %(number)s"),
            _("Customs has answered your report %(number)s."),
        ),
        kinds.REPORTED,
        audience.may_comment,
    ),
)


FOLLOWING = tuple(kind[0] for kind in SUBSCRIPTIONS)


def register_all():
    for code, name, owed, still_true, letter in SUBSCRIPTIONS:
        register(
            Kind(
                *(code, name, kinds.SUBSCRIBED, owed),
                still_true=ending.still_followed(still_true),
                letter=letter,
                may_be_off=True,
                is_subscription=True,
                concerns=audience.follows_texts,
                subscriptions=ending.SUBSCRIPTIONS,
            )
        )
    for code, name, owed, still_true, letter in CONSULTATIONS:
        register(
            Kind(
                *(code, name, kinds.CONSULTED, owed, still_true, letter),
                may_be_off=True,
                is_subscription=True,
                concerns=audience.may_comment,
            )
        )
    for code, name, owed, still_true, letter, reason, concerns in DUTIES:
        register(Kind(code, name, reason, owed, still_true, letter, concerns=concerns))
