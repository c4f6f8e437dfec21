"""The letters about texts: published, tomorrow in force, taken back, consulted."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instructions.letters import audience
from instructions.models import Consultation, Difficulty, Version
from notices.kinds import Letter, Owed
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
    """To subscribers, the day before a version enters into force."""
    today = timezone.localdate(now)
    if now < morning_of(today):
        return
    rows = Version.objects.published().filter(
        in_force_on=today + ONE_DAY, taken_back_on__isnull=True, language="fr"
    )
    for version in rows.without_bodies().select_related("instruction"):
        for recipient in audience.subscribers(version.instruction):
            yield Owed(version, recipient, f"{version.in_force_on}", morning_of(today))


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


def still_published(notice):
    return _("The text was taken back.") if notice.about.taken_back_on else ""


def still_coming(notice):
    version = notice.about
    if version.taken_back_on:
        return _("The text was taken back.")
    if version.in_force_on <= timezone.localdate():
        return _("The text is in force already.")
    return ""


def still_open(notice):
    return "" if notice.about.is_open else _("The consultation is closed.")


def still_unanswered(notice):
    answered = notice.about.summary_at
    return _("The answers are published.") if answered else ""


def still_to_answer(notice):
    answered = notice.about.state != Difficulty.State.OPEN
    return _("This difficulty is answered already.") if answered else ""


def always(notice):
    return ""


def written(subject, first, name, address, lines=(), thread=""):
    """One letter, in text and HTML, from the same few parts."""
    parts = {
        "first": first,
        "name": name,
        "address": settings.PORTAL_URL + address,
        "lines": [line for line in lines if line],
    }
    return Letter(
        subject=subject,
        text=render_to_string("instructions/emails/letter.txt", parts),
        html=render_to_string("instructions/emails/letter.html", parts),
        thread=thread,
    )


def about_version(subject, first):
    """A letter about a version, from a subject and a first line with named places."""

    def letter(notice):
        version = notice.about
        text = version.instruction
        words = {
            "text": text.name,
            "reference": text.reference,
            "day": date_format(version.in_force_on),
        }
        return written(
            subject=str(subject) % words,
            first=str(first) % words,
            name=f"{text.reference} – {text.name}",
            address=version.get_absolute_url(),
            lines=[
                version.reason if version.taken_back_on else version.changes,
                _("In force on %(day)s.") % words,
                *(
                    f"{row.office} – {date_format(row.in_force_on)}"
                    for row in version.office_dates.select_related("office")
                ),
            ],
            thread=f"text-{text.pk}",
        )

    return letter


def about_consultation(subject, first):
    def letter(notice):
        consultation = notice.about
        text = consultation.version.instruction
        words = {
            "text": text.name,
            "day": date_format(timezone.localdate(consultation.closes_at)),
        }
        return written(
            subject=str(subject) % words,
            first=str(first) % words,
            name=f"{text.reference} – {text.name}",
            address=consultation.get_absolute_url(),
            lines=[consultation.summary or consultation.about],
            thread=f"consultation-{consultation.pk}",
        )

    return letter


def about_difficulty(subject, first):
    def letter(notice):
        difficulty = notice.about
        text = difficulty.version.instruction
        words = {
            "number": difficulty.reference,
            "office": difficulty.office.name,
            "day": date_format(difficulty.due_on),
        }
        return written(
            subject=str(subject) % words,
            first=str(first) % words,
            name=" – ".join(filter(None, [text.reference, difficulty.article_label])),
            address=difficulty.get_absolute_url(),
            lines=[difficulty.answer or difficulty.text],
            thread=f"difficulty-{difficulty.pk}",
        )

    return letter
