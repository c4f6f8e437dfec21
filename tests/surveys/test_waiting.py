"""What waits for the analyst and the approver on their dashboards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.waiting import waiting
from surveys import actions
from surveys.models import Version
from tests.surveys.conftest import small_version


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def asked(user):
    return [thing.action for thing in waiting(user) if "/surveys/" in thing.url]


def test_an_analyst_is_asked_for_what_a_draft_lacks(draft, survey_analyst):
    assert asked(survey_analyst) == ["Check them and hand them over"]
    Version.objects.update(imported_by=None)
    assert asked(survey_analyst) == ["Import its answers"]


def test_a_review_waits_for_another_person(in_review, survey_analyst, survey_approver):
    assert asked(survey_approver) == ["Approve or send back"]
    assert asked(survey_analyst) == []
    Version.objects.update(submitted_by=survey_approver)
    assert asked(survey_approver) == []


def test_what_is_approved_waits_for_its_minute(in_review, survey_approver):
    actions.approve(version=in_review, by=survey_approver)
    assert asked(survey_approver) == ["Set the minute of publication"]
    minute = timezone.now() + timedelta(hours=1)
    actions.schedule(version=in_review, publish_at=minute, by=survey_approver)
    assert asked(survey_approver) == []


def test_a_correction_is_due_days_after_it_was_begun(published, survey_analyst):
    """Not three months after the fieldwork, which is long ago."""
    actions.start_correction(
        version=published, is_correction=True, note="Repris", by=survey_analyst
    )
    (thing,) = [t for t in waiting(survey_analyst) if "/surveys/" in t.url]
    assert not thing.is_late


def test_nobody_else_is_asked(in_review, cast):
    people = {name: user for name, user in cast.items() if user.is_authenticated}
    assert {name for name, user in people.items() if asked(user)} == {
        "survey_approver",
        "administrator",
    }


def test_the_dashboard_asks_as_often_for_three_waves_as_for_one(
    survey_analyst, survey_approver
):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            waiting(survey_analyst)
        return len(queries)

    waiting(survey_analyst)
    small_version(survey_analyst, year=2020)
    one = ask()
    for year in (2022, 2024):
        small_version(survey_analyst, year=year)
    assert ask() == one
