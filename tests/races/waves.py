"""Waves of the survey, taken twice at once."""

from datetime import timedelta

from django.utils import timezone

from surveys import actions
from surveys.models import Download, Import, Level, Version
from surveys.opendata.files import stored
from surveys.snapshot import rebuild
from tests.races import BOTH, EACH, ONCE, Step, of
from tests.surveys.conftest import CODEBOOK, no_files, small_rows


def last(year):
    return Version.objects.filter(wave__year=year).order_by("pk").last()


def pack_once(version):
    """A file like those of a version: made a second time it is one too many."""
    Download.objects.bulk_create(
        [stored(version, Level.PUBLIC, "x.csv", "text/csv", b"x")]
    )


def of_waves(w, cast):
    analyst, approver = cast["survey_analyst"], cast["survey_approver"]

    def prepared(**given):
        return {"version": last(2024), "by": analyst} | given

    def judged(**given):
        return prepared(**given) | {"by": approver}

    files = {"codebook": CODEBOOK.encode(), "answers": small_rows().encode()}
    yield Step(EACH, actions.dry_run, lambda: prepared(**files))
    yield Step(
        ONCE,
        actions.confirm_import,
        lambda: {
            "dry_run": Import.objects.filter(version=last(2024)).latest("pk"),
            "by": analyst,
        },
    )
    yield Step(BOTH, actions.forget_imports, dict, is_quiet=True)
    levels = {"questions": {"O1": Level.CUSTOMS}, "breakdowns": {}}
    yield Step(BOTH, actions.set_levels, lambda: prepared(**levels))
    yield Step(
        BOTH, actions.compute, lambda: {"version": last(2024), "rebuild": rebuild}
    )
    yield Step(ONCE, actions.submit, prepared)
    yield Step(ONCE, actions.send_back, lambda: judged(reason="x"))
    actions.submit(**prepared())
    yield Step(ONCE, actions.approve, judged)
    at = timezone.now() + timedelta(minutes=2)
    yield Step(ONCE, actions.schedule, lambda: judged(publish_at=at))
    yield Step(ONCE, actions.unschedule, lambda: judged(reason="x"))
    actions.schedule(**judged(publish_at=at))


def of_publication(w, cast):
    analyst = cast["survey_analyst"]
    later = timezone.now() + timedelta(hours=1)

    def version():
        return {"version": last(2024), "now": later, "pack": no_files}

    yield Step(BOTH, actions.prepare_files, lambda: {"pack": pack_once}, is_quiet=True)
    yield Step(BOTH, actions.publish_due, lambda: {"now": later, "pack": no_files})
    Version.objects.filter(pk=last(2024).pk).update(state="scheduled")
    yield Step(ONCE, actions.publish, version)
    withdrawn = {"reason": "x", "by": analyst}
    yield Step(ONCE, actions.withdraw, lambda: {"version": last(2024)} | withdrawn)
    correction = {"is_correction": True, "note": "x", "by": analyst}
    yield Step(
        ONCE,
        actions.start_correction,
        lambda: (
            {"version": of(Version, wave__year=2022, state="published")} | correction
        ),
    )
