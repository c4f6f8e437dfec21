"""A text does not work at an office: reported, answered, shared where it helps."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from instructions.letters import audience
from instructions.models import Difficulty, Version
from notices import outbox
from workdays.arithmetic import add_workdays

DAYS_TO_ANSWER = 10


@transaction.atomic
def report(*, version, office, organisation, text, by, article=None, is_masked=False):
    """Take a difficulty in; the answer is due in ten working days."""
    if version.state != Version.State.PUBLISHED:
        raise Refused(_("Difficulties are reported on published texts."))
    if organisation not in by.organisations():
        raise Refused(_("You hold no mandate in this organisation."))
    difficulty = Difficulty.objects.create(
        version=version,
        article_key=article.key if article else "",
        article_label=article.label if article else "",
        office=office,
        organisation=organisation,
        is_masked=is_masked,
        text=text,
        reported_by=by,
        due_on=add_workdays(timezone.localdate(), DAYS_TO_ANSWER),
    )
    record("difficulty.reported", difficulty, by=by)
    outbox.post_all(
        "difficulty.reported",
        difficulty,
        audience.answerers(difficulty, except_for=by),
        occurrence="reported",
    )
    return difficulty


@transaction.atomic
def answer(*, difficulty, answer, by, is_published=False, question=""):
    """Answer once; an answer of general interest stands under the article."""
    difficulty = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    if difficulty.state != Difficulty.State.OPEN:
        raise Refused(_("This difficulty is answered already."))
    if not answer.strip():
        raise Refused(_("Write the answer."))
    if is_published and not question.strip():
        raise Refused(_("Write the question as it will be published, naming nobody."))
    before = picture(difficulty)
    difficulty.state, difficulty.answer = Difficulty.State.ANSWERED, answer
    difficulty.answered_at, difficulty.answered_by = timezone.now(), by
    difficulty.is_published = is_published
    difficulty.question = question if is_published else ""
    difficulty.save()
    if is_published:
        difficulty.version.instruction.save(update_fields=["updated_at"])
    record("difficulty.answered", difficulty, by=by, before=before)
    outbox.post(
        "difficulty.answered",
        difficulty,
        audience.recipient(difficulty.reported_by),
        occurrence="answered",
    )
    return difficulty
