"""From a file to figures that are ready to be reviewed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from audit import trail
from audit.refusal import Refused
from surveys import findings
from surveys.importing import read_answers, read_items
from surveys.models import Aggregate, Breakdown, Import, Question, Version
from surveys.steps import locked

DEFAULT_BREAKDOWNS = (("sex", "Sexe", "Sex"), ("region", "Région", "Region"))


@transaction.atomic
def start_wave(*, wave, version, by):
    """Save a new wave with the draft of its first version."""
    wave.save()
    version.wave = wave
    version.save()
    for code, label, label_en in DEFAULT_BREAKDOWNS:
        Breakdown.objects.create(
            version=version, code=code, label=label, label_en=label_en
        )
    trail.record("wave.created", wave, by=by)
    trail.record("version.created", version, by=by)
    return version


@sensitive_variables("codebook", "answers")
def dry_run(*, version, codebook, answers, by):
    """Read both files from memory; keep sums alone, and where the errors stand.

    Returns the import and the problems with their values, which only this answer shows.
    """
    if version.state != Version.State.DRAFT:
        raise Refused(_("Figures are imported into a draft only."))
    items, problems = read_items(codebook)
    aggregate = None
    if not problems:
        names = list(version.breakdowns.values_list("code", flat=True))
        aggregate, problems = read_answers(answers, items, names, version.wave.year)
    kept = Import(version=version, by=by)
    kept.problems = [problem.kept() for problem in problems]
    if not problems:
        kept.aggregate, kept.items = aggregate, [item.as_dict() for item in items]
    with transaction.atomic():
        kept.save()
        trail.record("import.dry_run", version, by=by)
    return kept, problems


@transaction.atomic
def confirm_import(*, dry_run, by):
    """Take the sums of a dry run into its version; the file is not needed again."""
    version = locked(dry_run.version, Version.State.DRAFT)
    kept = Import.objects.select_for_update().get(pk=dry_run.pk)
    if kept.aggregate is None or timezone.now() - kept.at > Import.KEPT_FOR:
        raise Refused(_("This dry run has expired: send the files again."))
    levels = dict(version.questions.values_list("code", "level"))
    version.questions.all().delete()
    Question.objects.bulk_create(
        Question(
            version=version,
            is_asked=item["comparable_since"] <= version.wave.year,
            **item,
            **({"level": levels[item["code"]]} if item["code"] in levels else {}),
        )
        for item in kept.items
    )
    before = trail.picture(version)
    Aggregate.objects.update_or_create(
        version=version, defaults={"sums": kept.aggregate}
    )
    version.imported_by = by
    version.wants_computing, version.computed_at = True, None
    version.save()
    Import.objects.filter(version=version).update(aggregate=None, items=[])
    kept.confirmed_at = timezone.now()
    kept.aggregate, kept.items = None, []
    kept.save()
    trail.record("version.imported", version, by=by, before=before)
    return version


@transaction.atomic
def change_parameters(*, form, by):
    """Save what an analyst typed about a draft; its figures are decided anew."""
    locked(form.instance, Version.State.DRAFT)
    version = form.save(by=by)
    want_computing(version)
    return version


@transaction.atomic
def set_levels(*, version, questions, breakdowns, by):
    """Say who sees each question and breakdown; the figures are decided anew."""
    version = locked(version, Version.State.DRAFT)
    for rows, chosen in (
        (version.questions.all(), questions),
        (version.breakdowns.all(), breakdowns),
    ):
        for row in rows:
            level = chosen.get(row.code, row.level)
            if level != row.level:
                before = trail.picture(row)
                row.level = level
                row.save(update_fields=["level"])
                trail.record("level.changed", row, by=by, before=before)
    want_computing(version)
    return version


def want_computing(version):
    """Ask for new figures, once there is something to compute."""
    if Aggregate.objects.filter(version=version).exists():
        version.wants_computing, version.computed_at = True, None
        version.save(update_fields=["wants_computing", "computed_at"])


@transaction.atomic
def forget_imports():
    """Drop the sums of dry runs that nobody confirmed within a day."""
    return Import.objects.stale(timezone.now()).update(aggregate=None, items=[])


@transaction.atomic
def compute(*, version, rebuild):
    """Build the cells; `rebuild` needs SciPy, so only a worker hands it in."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state != Version.State.DRAFT or not version.wants_computing:
        return version
    rebuild(version)
    version.wants_computing, version.computed_at = False, timezone.now()
    if not version.finding:
        version.finding, version.finding_en = findings.generate(version)
    version.save()
    trail.record("version.computed", version, by=None)
    return version
