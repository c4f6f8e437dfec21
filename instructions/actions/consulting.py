"""A draft is opened to comments; each comment gets a reply before any signature."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from instructions import signed_record
from instructions.letters import audience
from instructions.models import Comment, Consultation, Version
from instructions.search.index import index
from notices import outbox
from workdays.arithmetic import add_workdays
from workdays.words import date_format

SHORTEST = 10


def earliest_end():
    """The first day on which a consultation opened today may close."""
    return add_workdays(timezone.localdate(), SHORTEST)


@transaction.atomic
def open_consultation(*, version, about, decides, next_steps, closes_on, by):
    """Open a draft to comments until the end of a day, at least ten working days."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state != Version.State.DRAFT:
        raise Refused(_("Only a draft can be opened to consultation."))
    if not version.articles.exists():
        raise Refused(_("The draft has no text yet."))
    if closes_on < earliest_end():
        raise Refused(
            _("A consultation lasts at least ten working days: until %(day)s or later.")
            % {"day": date_format(earliest_end())}
        )
    before = picture(version)
    signed_record.write(version)
    consultation = Consultation.objects.create(
        version=version,
        about=about,
        decides=decides,
        next_steps=next_steps,
        closes_at=timezone.make_aware(datetime.combine(closes_on, time(23, 59, 59))),
        text=version.record,
        sha256=version.sha256,
        opened_by=by,
    )
    version.state = Version.State.CONSULTATION
    version.save(update_fields=["state", "updated_at"])
    version.instruction.save(update_fields=["updated_at"])
    index(version)
    record("consultation.opened", version, by=by, before=before)
    outbox.post_all(
        "consultation.opened",
        consultation,
        audience.partners(except_for=by),
        occurrence="opened",
    )
    return consultation


@transaction.atomic
def comment(*, consultation, organisation, text, by, article=None):
    """Take a comment in and give its receipt; refused once the time is over."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not consultation.is_open:
        raise Refused(_("The consultation is closed."))
    if organisation not in by.organisations():
        raise Refused(_("You hold no mandate in this organisation."))
    made = Comment.objects.create(
        consultation=consultation,
        number=consultation.comments.count() + 1,
        article_key=article.key if article else "",
        article_label=article.label if article else "",
        organisation=organisation,
        by=by,
        text=text,
        sha256=consultation.sha256,
    )
    record("comment.made", made, by=by)
    return made


@transaction.atomic
def reply(*, comment, outcome, reason, by):
    """Answer a comment, with a reason; until the summary the answer may be bettered."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.consultation.is_abandoned:
        raise Refused(_("This draft was abandoned."))
    if not comment.consultation.is_closed:
        raise Refused(_("Replies are given once the consultation is closed."))
    if comment.consultation.summary_at:
        raise Refused(_("The answers are published: they no longer change."))
    if outcome not in Comment.Outcome.values or not reason.strip():
        raise Refused(_("Choose a reply and give its reason."))
    before = picture(comment)
    comment.outcome, comment.reply = outcome, reason
    comment.replied_at, comment.replied_by = timezone.now(), by
    comment.save(update_fields=["outcome", "reply", "replied_at", "replied_by"])
    record("comment.replied", comment, by=by, before=before)
    return comment


@transaction.atomic
def summarise(*, consultation, summary, by):
    """Publish the answers; only then is the text ready to be signed."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    version = Version.objects.select_for_update().get(pk=consultation.version_id)
    if not consultation.is_closed:
        raise Refused(_("The consultation is still open."))
    if consultation.summary_at:
        raise Refused(_("The summary is published already."))
    if version.state != Version.State.CONSULTATION:
        raise Refused(_("This draft is no longer in consultation."))
    owed = consultation.comments.unanswered().count()
    if owed:
        raise Refused(
            _("Every comment needs a reply first: %(count)s without.") % {"count": owed}
        )
    if not summary.strip():
        raise Refused(_("Write what the comments changed, and what they did not."))
    before = picture(version)
    consultation.summary, consultation.summary_at = summary, timezone.now()
    consultation.save(update_fields=["summary", "summary_at"])
    version.state = Version.State.ANSWERED
    version.save(update_fields=["state", "updated_at"])
    version.instruction.save(update_fields=["updated_at"])
    record("consultation.answered", version, by=by, before=before)
    outbox.post_all(
        "consultation.answered",
        consultation,
        audience.partners(except_for=by),
        occurrence="answered",
    )
    return consultation
