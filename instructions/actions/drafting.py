"""A text is started, written again and again, or abandoned; until it is signed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from instructions import signed_record
from instructions.models import (
    Article,
    Instruction,
    Label,
    OfficeDate,
    Relation,
    Version,
)
from instructions.models.standing import ORIGINAL
from instructions.search.index import article_stems, file_under, forget, index
from instructions.text import markup
from instructions.text.articles import parse, text_of, with_keys

USUAL_NOTICE = timedelta(days=30)
COPIED = ("signatory_function", "legal_basis")
LISTS = ("offices", "labels", "commitments")
FOUND = (Version.State.DRAFT, Version.State.PUBLISHED)
OWN_DATE = ("office_id", "in_force_on")


@transaction.atomic
def create_instruction(*, instruction, labels, offices, by, commitments=()):
    """Keep a new text with its labels and its address, and start version 1."""
    instruction.slug = instruction.slug_to_be()
    instruction.save()
    instruction.offices.set(offices)
    instruction.commitments.set(commitments)
    relabel(instruction, labels)
    record("instruction.created", instruction, by=by)
    return start_version(instruction=instruction, by=by)


@transaction.atomic
def edit_about(*, form, by):
    """Change how a text is found; its address stays, and so does what is signed."""
    former = picture(Instruction.objects.get(pk=form.instance.pk), LISTS)
    instruction = form.save(by=by)
    relabel(instruction, form.labels())
    before = picture(instruction) | {name: former[name] for name in LISTS}
    if picture(instruction, LISTS) != before:
        record("instruction.labelled", instruction, by=by, before=before, many=LISTS)
    for version in instruction.versions.exclude(state=Version.State.ABANDONED):
        if version.state == Version.State.DRAFT:
            signed_record.write(version)
        if version.state in FOUND:
            index(version)
    return instruction


def relabel(instruction, labels):
    """Replace the labels: pairs of scheme and code."""
    instruction.labels.all().delete()
    Label.objects.bulk_create(
        Label(instruction=instruction, scheme=scheme, code=code)
        for scheme, code in sorted(set(labels))
    )
    file_under(instruction)


@transaction.atomic
def start_version(*, instruction, by, language=ORIGINAL):
    """Open the next version from the text of the last one, one draft at a time."""
    instruction = Instruction.objects.select_for_update().get(pk=instruction.pk)
    versions = instruction.versions.exclude(state=Version.State.ABANDONED)
    written = versions.filter(language=language)
    if written.exclude(state=Version.State.PUBLISHED).exists():
        raise Refused(_("There is a draft of this text already: finish it first."))
    if language == ORIGINAL:
        source, number = written.last(), instruction.latest_number() + 1
    else:
        source = to_translate(versions, written)
        number = source.number
    version = Version(
        instruction=instruction,
        language=language,
        number=number,
        drafted_by=by,
        in_force_on=timezone.localdate() + USUAL_NOTICE,
    )
    for name in COPIED if source else ():
        setattr(version, name, getattr(source, name))
    if source and language != ORIGINAL:
        version.in_force_on = source.in_force_on
    write_text(version, source.text if source else "")
    if source and language != ORIGINAL:
        set_office_dates(version, dict(source.office_dates.values_list(*OWN_DATE)))
    signed_record.write(version)
    record("version.started", version, by=by)
    return version


def to_translate(versions, translated):
    """The last original published, if it has no translation yet."""
    source = versions.published_by(timezone.localdate()).filter(language=ORIGINAL)
    source = source.last()
    if source is None or translated.filter(number=source.number).exists():
        raise Refused(_("The French version must be published first, and only once."))
    return source


def editable(pk):
    """The locked version, if it may still be rewritten; else a sentence."""
    version = Version.objects.select_for_update().get(pk=pk)
    if version.is_fixed:
        raise Refused(
            _("A signed text never changes: start a new version, or a correction.")
        )
    if version.state == Version.State.ABANDONED:
        raise Refused(_("This draft was abandoned."))
    consultation = getattr(version, "consultation", None)
    if consultation and consultation.is_open:
        raise Refused(
            _("The draft cannot change while the consultation on it is open.")
        )
    return version


@transaction.atomic
def save_draft(*, version, values, text, by, office_dates=None, relations=None):
    """Write the text and everything around it; articles keep their ids."""
    before = picture(version)
    version = editable(version.pk)
    if version.language != ORIGINAL:  # a translation starts when its original does
        values = {name: values[name] for name in values if name != "in_force_on"}
        office_dates = None
    for name, value in values.items():
        setattr(version, name, value)
    version.full_clean(exclude=["text", "drafted_by"])
    write_text(version, text)
    if office_dates is not None:
        days = {office.pk: day for office, day in office_dates.items()}
        set_office_dates(version, days)
    if relations is not None:
        version.relations.all().delete()
        for relation in relations:
            Relation.objects.create(subject=version, **relation)
    signed_record.write(version)
    record("version.saved", version, by=by, before=before)
    return version


def set_office_dates(version, days):
    """The offices where a version starts on a day of their own: {office: day}."""
    version.office_dates.all().delete()
    OfficeDate.objects.bulk_create(
        OfficeDate(version=version, office_id=office, in_force_on=day)
        for office, day in days.items()
    )


def write_text(version, text):
    """Cut a text into articles under ids that live on."""
    previous = version.before()
    earlier = Article.objects.filter(version__instruction=version.instruction_id)
    parts = with_keys(
        parse(text),
        [article.part for article in previous.articles.all()] if previous else (),
        set(earlier.values_list("key", flat=True)) if previous else (),
    )
    version.text = text_of(parts) if parts else ""
    version.save()
    version.articles.all().delete()
    rows = [article_of(version, at, part) for at, part in enumerate(parts)]
    Article.objects.bulk_create(rows)
    if version.state == Version.State.DRAFT:
        index(version)


def article_of(version, position, part):
    article = Article(
        version=version,
        position=position,
        key=part.key,
        label=part.label,
        title=part.title[:250],
        section=part.section,
        body=part.body,
        html=markup.html_of(part.body),
    )
    article.stems = article_stems(article, version.language)
    return article


@transaction.atomic
def abandon(*, version, reason, by):
    """Give a draft up, for a reason that everybody who saw it can read."""
    if not reason.strip():
        raise Refused(_("Say why the draft is abandoned."))
    before = picture(version)
    version = editable(version.pk)
    version.state, version.reason = Version.State.ABANDONED, reason
    version.save(update_fields=["state", "reason", "updated_at"])
    forget(version)
    record("version.abandoned", version, by=by, before=before, reason=reason)
    return version
