"""What a correction or a withdrawal leaves of the pages around it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys import actions
from surveys.models import Version
from surveys.snapshot import rebuild
from tests.surveys.conftest import put_out, small_version


@pytest.fixture
def two_waves(survey_analyst, survey_approver):
    """2020 and 2022 published, 2020 corrected since."""
    versions = []
    for year in (2020, 2022):
        version = small_version(survey_analyst, year=year)
        actions.submit(version=version, by=survey_analyst)
        versions.append(put_out(version, survey_approver))
    draft = actions.start_correction(
        version=versions[0], is_correction=True, note="Repris", by=survey_analyst
    )
    actions.compute(version=draft, rebuild=rebuild)
    actions.submit(version=draft, by=survey_analyst)
    return put_out(draft, survey_approver, timezone.now() + timedelta(hours=1))


def get(client, name, *args):
    return client.get(reverse(f"surveys:{name}", args=args))


def test_a_comparison_stays_with_the_version_it_was_made_with(two_waves, client):
    address = reverse("surveys:comparison", args=[2022, 2020])
    assert address in get(client, "wave", 2022).content.decode()
    page = client.get(address)
    assert page.context["older"].number == "1.0.0"
    assert "ont été corrigés depuis" in page.content.decode()


def test_a_withdrawal_takes_what_it_had_corrected_along(
    two_waves, survey_approver, client
):
    actions.withdraw(version=two_waves, reason="Erreur", by=survey_approver)
    states = two_waves.wave.versions.values_list("state", flat=True)
    assert set(states) == {Version.State.WITHDRAWN}
    for number in ("1.0.0", "1.0.1"):
        page = get(client, "version", 2020, number)
        assert "Erreur" in page.content.decode()
        assert get(client, "download", 2020, number, "results.csv").status_code == 404
    assert "/vs/2020/" not in get(client, "wave", 2022).content.decode()
    assert get(client, "comparison", 2022, 2020).status_code == 404
