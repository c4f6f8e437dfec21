"""Every kind of letter about a meeting, as the outbox knows it."""

from django.utils.translation import gettext_lazy as _

from meetings.letters import audience, codes, facts, reminders, truth, writing
from meetings.letters.truth import COMING, PERHAPS_COMING
from notices.kinds import Kind, nothing, register

GUEST = _(
    "You receive this letter because your organisation is invited to this meeting "
    "and named you to represent it."
)
STRUCK_OFF = _("You receive this letter because you were on the list of guests.")
KEEPER = _(
    "You receive this letter because you are in charge of this meeting or secretary "
    "of its committee."
)


def about_guests(code, name, owed, still_true, letter, *, reason=GUEST, **ways):
    return Kind(
        code=code,
        name=name,
        reason=reason,
        owed=owed,
        still_true=still_true,
        letter=letter,
        prepare=facts.prepare,
        concerns=audience.may_be_guest,
        **ways,
    )


def calendar_change(code, name, still_true, letter, is_urgent=True, **words):
    """What a calendar must hear of: at once, alone, and every time."""
    return about_guests(
        code,
        name,
        nothing,
        still_true,
        letter,
        is_urgent=is_urgent,
        goes_alone=True,
        every_change=True,
        **words,
    )


def for_keepers(code, name, owed, still_true, letter):
    return Kind(
        code=code,
        name=name,
        reason=KEEPER,
        owed=owed,
        still_true=still_true,
        letter=letter,
        prepare=facts.prepare,
        may_be_off=True,
        concerns=audience.may_keep_meetings,
    )


def all_kinds():
    yield calendar_change(
        codes.CONVENED,
        _("Convocation to a meeting"),
        truth.of_convocation,
        writing.convocation,
        is_urgent=False,
    )
    yield calendar_change(
        codes.MOVED, _("New date of a meeting"), truth.of_guest, writing.moved
    )
    yield calendar_change(
        codes.PLACE_CHANGED,
        _("New place of a meeting"),
        truth.of_place,
        writing.place_changed,
    )
    yield calendar_change(
        codes.CANCELLED,
        _("Cancellation of a meeting"),
        truth.of_cancellation,
        writing.cancelled,
    )
    yield calendar_change(
        codes.UNINVITED,
        _("No longer expected at a meeting"),
        truth.of_farewell,
        writing.farewell,
        reason=STRUCK_OFF,
    )
    yield from reminder_kinds()


def reminder_kinds():
    yield about_guests(
        codes.PLEASE_ANSWER,
        _("Reminder to answer"),
        reminders.please_answer,
        truth.of_question,
        writing.please_answer,
        goes_alone=True,
    )
    yield about_guests(
        codes.PAPERS,
        _("Agenda and papers of a meeting"),
        reminders.papers,
        truth.of_papers,
        writing.papers,
        may_be_off=True,
    )
    yield about_guests(
        codes.REMINDER,
        _("Reminder some days before"),
        reminders.reminder,
        truth.of_reminder(*PERHAPS_COMING),
        writing.reminder,
        may_be_off=True,
        goes_alone=True,
    )
    yield about_guests(
        codes.TOMORROW,
        _("Reminder the day before"),
        reminders.tomorrow,
        truth.of_reminder(*COMING),
        writing.tomorrow,
        may_be_off=True,
        goes_alone=True,
    )
    yield for_keepers(
        codes.WHO_COMES,
        _("Who comes to a meeting"),
        reminders.who_comes,
        truth.of_list,
        writing.who_comes,
    )
    yield for_keepers(
        codes.AFTERWARDS,
        _("What is due after a meeting"),
        reminders.afterwards,
        truth.of_aftermath,
        writing.afterwards,
    )


def register_all():
    for kind in all_kinds():
        register(kind)
