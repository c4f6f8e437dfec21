"""Waves of the survey, published and in preparation."""

import pytest

from surveys import actions as of_waves
from tests.surveys.conftest import put_out, small_version


@pytest.fixture
def waves(cast):
    """Two published waves of the survey, and the draft of a third."""
    analyst, approver = cast["survey_analyst"], cast["survey_approver"]
    for year in (2020, 2022):
        version = small_version(analyst, year=year)
        of_waves.submit(version=version, by=analyst)
        put_out(version, approver)
    small_version(analyst, year=2024)
    return {}
