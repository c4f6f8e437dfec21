"""What letters about texts are owed, to whom, and whether they are still true."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instructions.letters import audience
from instructions.models import Consultation, Difficulty, OfficeDate, Version
from instructions.models.standing import BODIES, ORIGINAL
from notices.kinds import Owed
from workdays.arithmetic import subtract_workdays

MORNING = time(9)
CLOSING_SOON = 2
ONE_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
LATEST = timedelta(days=180)

SUBSCRIBED = gettext_lazy(
    "You receive this letter because you subscribed to texts of this kind."
)
CONSULTED = gettext_lazy(
    "You receive this letter because you speak for an organisation that may comment on drafts."
)
IN_CHARGE = gettext_lazy(
    "You receive this letter because you write the texts of Customs or answer for an office."
)
REPORTED = gettext_lazy(
    "You receive this letter because you reported a difficulty of application."
)


def nothing_more(now):
    """These letters are posted by the action that they tell of."""
    return ()


def morning_of(day):
    return timezone.make_aware(datetime.combine(day, MORNING))


def tomorrow(now):
    """To subscribers, the day before a version starts, everywhere or at one office."""
    today = timezone.localdate(now)
    if now < morning_of(today):
        return
    day, due_at = today + ONE_DAY, morning_of(today)
    rows = Version.objects.published_by(today).filter(language=ORIGINAL)
    for version in (
        rows.filter(in_force_on=day).without_bodies().select_related("instruction")
    ):
        for recipient in audience.subscribers(version.instruction, apart_from=version):
            yield Owed(version, recipient, f"{day}", due_at)
    for row in (
        OfficeDate.objects.filter(in_force_on=day, version__in=rows)
        .exclude(version__in_force_on=day)
        .select_related("office", "version__instruction")
        .defer(*(f"version__{name}" for name in BODIES))
    ):
        for recipient in audience.followers_at(row.office, row.version.instruction):
            yield Owed(row, recipient, f"{day}", due_at)


def closing(now):
    """To who may comment, two working days before a consultation closes."""
    for consultation in Consultation.objects.open().defer("text"):
        last_day = timezone.localdate(consultation.closes_at)
        due_at = morning_of(subtract_workdays(last_day, CLOSING_SOON))
        if due_at <= now and due_at > consultation.opens_at:
            for recipient in audience.partners():
                yield Owed(consultation, recipient, f"{last_day}", due_at)


def reply_owed(now):
    """To editors, every week from the close until the answers are published."""
    for consultation in Consultation.objects.unanswered().defer("text"):
        weeks = (now - consultation.closes_at) // A_WEEK
        due_at = consultation.closes_at + weeks * A_WEEK
        if now - consultation.closes_at < LATEST:
            for recipient in audience.editors():
                yield Owed(consultation, recipient, f"week {weeks}", due_at)


def answer_due(now):
    """To who answers, two working days before the day, then every week after it."""
    today = timezone.localdate(now)
    for difficulty in Difficulty.objects.open().select_related("office"):
        due_at = morning_of(subtract_workdays(difficulty.due_on, CLOSING_SOON))
        occurrence = f"{difficulty.due_on}"
        if today > difficulty.due_on:
            weeks = (today - difficulty.due_on - ONE_DAY) // A_WEEK
            due_at = morning_of(difficulty.due_on + ONE_DAY + weeks * A_WEEK)
            occurrence = f"late, week {weeks}"
        if due_at <= now < due_at + LATEST:
            for recipient in audience.answerers(difficulty):
                yield Owed(difficulty, recipient, occurrence, due_at)


def start(about):
    """The version, the day and the office that a letter about a start speaks of."""
    if isinstance(about, OfficeDate):
        return about.version, about.in_force_on, about.office
    return about, about.in_force_on, None


def still_published(notice):
    return _("The text was taken back.") if notice.about.taken_back_on else ""


def still_affected(notice):
    taken_back = notice.about.subject.taken_back_on
    return _("The text was taken back.") if taken_back else ""


def still_coming(notice):
    version, day, office = start(notice.about)
    if version.taken_back_on:
        return _("The text was taken back.")
    if day <= timezone.localdate():
        return _("The text is in force already.")
    counting = Version.objects.in_force(day, office=office)
    if not counting.filter(pk=version.pk).exists():
        return _("Another text will count on that day.")
    return ""


def still_open(notice):
    return "" if notice.about.is_open else _("The consultation is closed.")


def still_unanswered(notice):
    if notice.about.is_abandoned:
        return _("This draft was abandoned.")
    return _("The answers are published.") if notice.about.summary_at else ""


def still_to_answer(notice):
    answered = notice.about.state != Difficulty.State.OPEN
    return _("This difficulty is answered already.") if answered else ""


def always(notice):
    return ""
