from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from audit.refusal import Refused
from notices.models import Notice
from surveys import actions, checks
from surveys.models import Download, Import, Level, Version
from surveys.opendata.files import pack
from surveys.snapshot import rebuild
from surveys.tasks import compute_waiting, forget_imports, publish_due
from tests.surveys.conftest import no_files, put_out, small_rows, small_version, take

State = Version.State


def test_a_wave_goes_from_draft_to_publication(
    draft, survey_analyst, survey_approver, broker
):
    actions.submit(version=draft, by=survey_analyst)
    version = put_out(draft, survey_approver)

    assert (version.state, version.published_at) == (
        State.PUBLISHED,
        version.publish_at,
    )
    verbs = Entry.objects.about(version).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "version.created",
        "import.dry_run",
        "version.imported",
        "version.computed",
        "version.submitted",
        "version.approved",
        "version.scheduled",
        "version.published",
    ]
    owed = Notice.objects.filter(kind="surveys.published").values_list(
        "email", flat=True
    )
    assert broker.email in owed


def test_who_prepared_a_wave_does_not_approve_it(in_review, survey_analyst):
    with pytest.raises(Refused):
        actions.approve(version=in_review, by=survey_analyst)


def test_no_methodology_blocks_approval(survey_analyst, survey_approver):
    version = small_version(survey_analyst, methodology=" ")
    actions.submit(version=version, by=survey_analyst)
    with pytest.raises(Refused, match="méthodologie"):
        actions.approve(version=version, by=survey_approver)


def test_a_review_sends_back_with_a_reason(in_review, survey_approver):
    with pytest.raises(Refused):
        actions.send_back(version=in_review, reason=" ", by=survey_approver)
    version = actions.send_back(
        version=in_review, reason="Wrong dates", by=survey_approver
    )
    assert version.state == State.DRAFT


@pytest.mark.parametrize("step", ["approve", "submit", "schedule", "withdraw"])
def test_a_step_out_of_its_state_is_refused(published, step, survey_approver, request):
    more = {
        "schedule": {"publish_at": timezone.now() + timedelta(days=1)},
        "withdraw": {"reason": "r"},
    }.get(step, {})
    version = published
    if step == "withdraw":
        actions.withdraw(version=version, by=survey_approver, **more)
    with pytest.raises(Refused):
        getattr(actions, step)(version=version, by=survey_approver, **more)


def test_nothing_is_published_before_its_minute(in_review, survey_approver):
    actions.approve(version=in_review, by=survey_approver)
    minute = timezone.now() + timedelta(hours=1)
    version = actions.schedule(version=in_review, publish_at=minute, by=survey_approver)
    with pytest.raises(Refused):
        actions.publish(
            version=version, now=version.publish_at - timedelta(seconds=1), pack=pack
        )
    publish_due()
    version.refresh_from_db()
    assert version.state == State.SCHEDULED


def test_the_beat_publishes_what_is_due_once(in_review, survey_approver):
    actions.approve(version=in_review, by=survey_approver)
    version = actions.schedule(
        version=in_review,
        publish_at=timezone.now() + timedelta(hours=1),
        by=survey_approver,
    )
    Version.objects.filter(pk=version.pk).update(
        publish_at=timezone.now() - timedelta(seconds=1)
    )
    publish_due()
    publish_due()
    assert Entry.objects.about(version).filter(verb="version.published").count() == 1


def test_files_are_made_ahead_and_stay_hidden_until_the_minute(
    in_review, survey_analyst, survey_approver
):
    """So that the minute only turns the page."""
    actions.approve(version=in_review, by=survey_approver)
    minute = timezone.now() + timedelta(hours=1)
    version = actions.schedule(version=in_review, publish_at=minute, by=survey_approver)
    publish_due()
    made = [file.sha256 for file in version.downloads.all()]
    assert len(made) == 22
    assert list(Download.objects.visible_to(survey_analyst)) == []
    actions.publish(version=version, now=version.publish_at, pack=no_files)
    seen = Download.objects.visible_to(survey_analyst)
    assert [file.sha256 for file in seen] == made


def test_what_leaves_the_calendar_loses_its_files(in_review, survey_approver):
    actions.approve(version=in_review, by=survey_approver)
    minute = timezone.now() + timedelta(hours=1)
    version = actions.schedule(version=in_review, publish_at=minute, by=survey_approver)
    publish_due()
    actions.unschedule(version=version, reason="Plus tard", by=survey_approver)
    assert list(Download.objects.all()) == []


def test_a_past_minute_is_refused(in_review, survey_approver):
    actions.approve(version=in_review, by=survey_approver)
    with pytest.raises(Refused):
        actions.schedule(
            version=in_review, publish_at=timezone.now(), by=survey_approver
        )


def test_a_correction_is_a_new_version_and_the_old_one_stays(
    published, survey_analyst, survey_approver
):
    before = [d.sha256 for d in published.downloads.all()]
    draft = actions.start_correction(
        version=published,
        is_correction=True,
        note="Un énoncé corrigé",
        by=survey_analyst,
    )
    actions.compute(version=draft, rebuild=rebuild)
    actions.submit(version=draft, by=survey_analyst)
    newer = put_out(draft, survey_approver, timezone.now() + timedelta(hours=1))
    published.refresh_from_db()

    assert (newer.number, newer.state) == ("1.0.1", State.PUBLISHED)
    assert published.state == State.CORRECTED
    assert [d.sha256 for d in published.downloads.all()] == before


def test_a_correction_without_a_note_is_refused(published, survey_analyst):
    with pytest.raises(Refused):
        actions.start_correction(
            version=published, is_correction=True, note=" ", by=survey_analyst
        )


def test_updated_values_make_a_minor_version_and_a_lost_question_a_major_one(
    published, survey_analyst
):
    draft = actions.start_correction(
        version=published, is_correction=False, note="Mise à jour", by=survey_analyst
    )
    assert draft.number == "1.1.0"
    actions.compute(version=draft, rebuild=rebuild)
    draft.cells.filter(code="P1").delete()
    assert actions.submit(version=draft, by=survey_analyst).number == "2.0.0"


def test_a_correction_that_moves_a_base_by_a_few_people_stays_out(
    published, survey_analyst, survey_approver
):
    """Two tables side by side would tell how those few answered."""
    draft = actions.start_correction(
        version=published, is_correction=True, note="Trois doublons", by=survey_analyst
    )
    fewer = "\n".join(small_rows().splitlines()[:-3])
    draft = take(draft, fewer, survey_analyst)
    actions.submit(version=draft, by=survey_analyst)

    assert {(leak[2], leak[4]) for leak in draft.audit["leaks"]} == {
        ("F3", "moved"),
        ("P1", "moved"),
    }
    with pytest.raises(Refused, match="prochaine vague"):
        actions.approve(version=draft, by=survey_approver)


def test_such_a_correction_comes_out_where_the_earlier_versions_leave(
    published, survey_analyst, survey_approver
):
    draft = actions.start_correction(
        version=published, is_correction=True, note="Trois doublons", by=survey_analyst
    )
    Version.objects.filter(pk=draft.pk).update(withdraws_earlier=True)
    draft.refresh_from_db()
    fewer = "\n".join(small_rows().splitlines()[:-3])
    draft = take(draft, fewer, survey_analyst)
    assert any("retirées" in warning for warning in checks.warnings(draft))
    actions.submit(version=draft, by=survey_analyst)
    put_out(draft, survey_approver, timezone.now() + timedelta(hours=1))

    published.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.number, draft.state) == ("1.0.1", State.PUBLISHED)
    assert (published.state, published.withdrawn_because) == (
        State.WITHDRAWN,
        "Trois doublons",
    )
    assert list(Download.objects.visible_to(survey_analyst)) == list(
        draft.downloads.all()
    )


def test_a_withdrawn_wave_can_come_back_corrected(
    published, survey_analyst, survey_approver
):
    actions.withdraw(version=published, reason="Erreur", by=survey_approver)
    draft = actions.start_correction(
        version=published, is_correction=True, note="Poids repris", by=survey_analyst
    )
    actions.compute(version=draft, rebuild=rebuild)
    actions.submit(version=draft, by=survey_analyst)
    newer = put_out(draft, survey_approver, timezone.now() + timedelta(hours=1))
    assert (newer.number, newer.state) == ("1.0.1", State.PUBLISHED)
    published.refresh_from_db()
    with pytest.raises(Refused, match="dernière"):
        actions.start_correction(
            version=published, is_correction=True, note="Encore", by=survey_analyst
        )


def test_what_an_earlier_version_hid_stays_hidden(published, survey_analyst):
    hidden = set(
        published.cells.filter(status="c").values_list("code", "breakdown", "value")
    )
    draft = actions.start_correction(
        version=published, is_correction=False, note="Relance", by=survey_analyst
    )
    draft = take(draft, small_rows(kayes=22), survey_analyst)
    still = set(
        draft.cells.filter(status="c").values_list("code", "breakdown", "value")
    )
    assert hidden
    assert hidden <= still


def test_a_withdrawal_says_why(published, survey_approver):
    with pytest.raises(Refused):
        actions.withdraw(version=published, reason="", by=survey_approver)
    version = actions.withdraw(
        version=published, reason="Erreur de collecte", by=survey_approver
    )
    assert (version.state, version.withdrawn_because) == (
        State.WITHDRAWN,
        "Erreur de collecte",
    )


def test_levels_change_in_a_draft_and_follow_into_the_cells(draft, survey_analyst):
    actions.set_levels(
        version=draft,
        questions={"O1": Level.CUSTOMS},
        breakdowns={"region": Level.PARTNERS},
        by=survey_analyst,
    )
    compute_waiting()
    levels = dict(
        draft.cells.filter(group="officials", breakdown="").values_list("code", "level")
    )
    assert levels == {"S": 0, "F1": 2, "O1": 2, "O2": 0}
    assert set(
        draft.cells.filter(breakdown="region", code="O2").values_list(
            "level", flat=True
        )
    ) == {1}


def test_an_import_that_nobody_confirms_is_forgotten(draft, survey_analyst):
    kept, _ = actions.dry_run(
        version=draft, codebook=b"code\n", answers=b"", by=survey_analyst
    )
    Import.objects.filter(pk=kept.pk).update(
        at=timezone.now() - timedelta(hours=25), aggregate={"groups": {}}, items=[1]
    )
    with pytest.raises(Refused):
        actions.confirm_import(dry_run=kept, by=survey_analyst)
    forget_imports()
    kept.refresh_from_db()
    assert (kept.aggregate, kept.items) == (None, [])


def test_warnings_do_not_block(in_review):
    assert checks.errors(in_review) == []
    assert len(checks.warnings(in_review)) == 3
