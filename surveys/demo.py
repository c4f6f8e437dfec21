"""The two supplied waves, by the steps that officers take: one published, one in review."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts import groups
from accounts.models import User
from notices.models import Notice
from surveys import actions
from surveys.letters import PUBLISHED
from surveys.models import Level, Version, Wave
from surveys.opendata.files import pack
from surveys.snapshot import rebuild

PUBLISHED_2024 = datetime(2024, 9, 16, 10, tzinfo=UTC)
FOLDER = settings.BASE_DIR / "tests" / "data"
METHOD = (
    "Questionnaire anonyme de l’OMD, rempli sur tablette. Les questions sont celles du "
    "sondage relatif à la perception de l’intégrité des douanes. Les réponses sont "
    "inventées : elles montrent comment le portail les publie."
)
METHOD_EN = (
    "Anonymous WCO questionnaire, filled in on tablets. The questions are those of the "
    "Customs Integrity Perception Survey. The answers are invented: they show how the "
    "portal publishes them."
)
WAVES = {
    2024: (date(2024, 3, 4), date(2024, 3, 29), 376, 285),
    2026: (date(2026, 3, 2), date(2026, 4, 3), 520, 610),
}


def load(by=None, approver=None):
    """Publish 2024, and leave 2026 to be reviewed."""
    by = by or somebody(groups.SURVEY_ANALYST)
    approver = approver or somebody(groups.SURVEY_APPROVER)
    first = publish(prepare(2024, by), approver, PUBLISHED_2024)
    Notice.objects.filter(kind=PUBLISHED, about_id=first.pk).delete()
    return first, prepare(2026, by)


def somebody(group):
    return User.objects.filter(groups__name=group).order_by("pk").first()


def prepare(year, by):
    """Import a wave and hand it to the approver."""
    starts_on, ends_on, officials, private = WAVES[year]
    wave = Wave(
        year=year,
        title=f"Sondage sur la perception de l’intégrité {year}",
        title_en=f"Integrity perception survey {year}",
        is_fictitious=True,
    )
    version = Version(
        mode=Version.Mode.TABLET,
        starts_on=starts_on,
        ends_on=ends_on,
        officials_invited=officials,
        private_invited=private,
        methodology=METHOD,
        methodology_en=METHOD_EN,
    )
    version = actions.start_wave(wave=wave, version=version, by=by)
    kept, problems = actions.dry_run(
        version=version,
        codebook=(FOLDER / "spid-codebook.csv").read_bytes(),
        answers=(FOLDER / f"spid-{year}-respondents.csv").read_bytes(),
        by=by,
    )
    if problems:
        raise ValueError(f"The supplied wave {year} does not import: {problems[0]}")
    actions.confirm_import(dry_run=kept, by=by)
    actions.set_levels(
        version=version, questions={}, breakdowns={"region": Level.PARTNERS}, by=by
    )
    actions.compute(version=version, rebuild=rebuild)
    return actions.submit(version=version, by=by)


def publish(version, approver, minute):
    """Approve and publish as of a minute that has passed; the past owes no letter."""
    actions.approve(version=version, by=approver)
    later = timezone.now() + timedelta(minutes=2)
    version = actions.schedule(version=version, publish_at=later, by=approver)
    Version.objects.filter(pk=version.pk).update(publish_at=minute)
    return actions.publish(version=version, now=timezone.now(), pack=pack)
