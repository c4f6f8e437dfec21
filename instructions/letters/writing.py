"""How the letters about texts read."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from instructions.letters.kinds import start
from notices.kinds import Letter
from workdays.words import date_format


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
        version, day, office = start(notice.about)
        words = words_of(version) | {
            "day": date_format(day),
            "office": office and office.name,
            "old": version.moves and date_format(version.moves.in_force_on),
        }
        return of_version(version, str(subject) % words, str(first) % words)

    return letter


def about_start(notice):
    """Tomorrow, everywhere or at one office."""
    version, day, office = start(notice.about)
    words = words_of(version) | {"day": date_format(day), "office": office}
    if office:
        subject = _("In force tomorrow at %(office)s: %(text)s") % words
        first = _("From tomorrow, %(day)s, %(reference)s applies at %(office)s.")
    else:
        subject = _("In force tomorrow: %(text)s") % words
        first = _("From tomorrow, %(day)s, %(reference)s applies.")
    return of_version(version, subject, first % words)


def about_effect(subject, first):
    """A letter to who follows a text that another amends or ends."""

    def letter(notice):
        relation = notice.about
        version, other = relation.subject, relation.object
        words = words_of(version) | {
            "day": date_format(relation.takes_effect_on),
            "other": other.name,
            "other_reference": other.reference,
        }
        return of_version(version, str(subject) % words, str(first) % words)

    return letter


def words_of(version):
    text = version.instruction
    return {"text": text.name, "reference": text.reference}


def of_version(version, subject, first):
    """What every letter about a version says: what changes, its dates, its effects."""
    text, done = version.instruction, list(effects(version))
    undone = [_("What it was to change stays as it is:")] if done else []
    return written(
        subject=subject,
        first=first,
        name=f"{text.reference} – {text.name}",
        address=version.get_absolute_url(),
        lines=[
            version.reason if version.taken_back_on else version.changes,
            version.note,
            *([] if version.taken_back_on else dates(version)),
            *(undone if version.taken_back_on else ()),
            *done,
        ],
        thread=f"text-{text.pk}",
    )


def dates(version):
    yield _("In force on %(day)s.") % {"day": date_format(version.in_force_on)}
    for row in version.office_dates.select_related("office"):
        yield f"{row.office.name} – {date_format(row.in_force_on)}"


def effects(version):
    """What it does to other texts, one line each, with the articles and the day."""
    for row in version.relations.select_related("object__issuer"):
        parts = f" ({row.parts})" if row.articles else ""
        verb = capfirst(row.get_verb_display())
        day = date_format(row.effective_on or version.in_force_on)
        yield f"{verb} {row.object.reference}{parts}, {day}"


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
