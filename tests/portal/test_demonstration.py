import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts import groups
from accounts.models import Organisation, User
from audit.models import Entry
from meetings import conflicts
from meetings.importing import files, plan
from meetings.models import Delegate, Meeting, Programme
from notices.models import Notice
from portal.demonstration import people
from tests.translations import ROOT
from workdays.arithmetic import Calendar

pytestmark = pytest.mark.django_db
SPREADSHEET = ROOT / "tests/data/programme-2027.csv"
IN_NOVEMBER = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration as somebody finds it who starts it on 23 November 2026.

    What its first load printed. It is loaded once for all that look at it.
    """
    out = io.StringIO()
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=True),
        override_settings(DEMO=True),
        transaction.atomic(),
    ):
        call_command("load_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def conflicts_of(programme):
    days = date(programme.year, 1, 1), date(programme.year, 12, 31)
    slots = conflicts.slots_of(programme.meetings.all())
    return conflicts.all_of(slots, Calendar.load(*days))


def test_it_refuses_a_portal_that_is_no_demonstration():
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")


def test_a_second_load_changes_nothing(loaded, capsys):
    before = Entry.objects.count(), Meeting.objects.count(), User.objects.count()

    call_command("load_demo")

    after = Entry.objects.count(), Meeting.objects.count(), User.objects.count()
    assert after == before
    assert loaded.strip() == "The demonstration is loaded."
    assert capsys.readouterr().out.strip() == "The demonstration is loaded already."


def test_every_group_has_somebody_who_can_sign_in(loaded, client):
    assert set(User.objects.values_list("groups__name", flat=True)) == {
        *groups.ALL,
        None,
    }
    for address, _function in people.accounts():
        assert client.login(username=address, password=people.PASSWORD)


def test_every_association_has_somebody_who_is_written_to(loaded):
    silent = Organisation.objects.exclude(kind="customs").exclude(
        mandates__is_focal_point=True
    )
    assert list(silent) == []


def test_this_year_is_half_held_and_the_next_one_being_planned(loaded):
    last_year, this_year, next_year = Programme.objects.order_by("year")
    states = this_year.meetings.values_list("state", flat=True)

    assert (this_year.year, this_year.state) == (2026, "published")
    assert (next_year.year, next_year.state) == (2027, "draft")
    assert (last_year.year, last_year.state) == (2025, "closed")
    assert len(states) == 85
    assert {"closed", "held", "cancelled"} < set(states)
    assert this_year.meetings.filter(moves=1).count() == 2
    assert not this_year.meetings.filter(
        starts_at__lt=timezone.now(), state__in=["planned", "convened"]
    ).exists()


def test_no_meeting_of_either_year_is_in_another_ones_way(loaded):
    for programme in Programme.objects.all():
        assert [str(c.sentence()) for c in conflicts_of(programme)] == []


def test_the_spreadsheet_finds_everything_it_names(loaded):
    programme = Programme.objects.get(year=2027)
    found = plan.of(programme, files.read(SPREADSHEET.read_bytes()).lines)

    assert (found.errors, found.warnings, len(found.new)) == ([], [], 85)


def test_the_spreadsheet_shows_its_own_conflicts_alone(loaded):
    programme = Programme.objects.get(year=2027)
    lines = files.read(SPREADSHEET.read_bytes()).lines
    with_the_draft = plan.of(programme, lines).conflicts
    programme.meetings.filter(reception=None).delete()

    assert len(plan.of(programme, lines).conflicts) == len(with_the_draft)


def test_what_comes_within_three_weeks_is_convened_and_partly_answered(loaded):
    convened = Meeting.objects.filter(state="convened")
    answers = Delegate.objects.filter(invitation__meeting__in=convened)

    assert convened.count() == 6
    assert set(answers.values_list("answer", flat=True)) == {
        "accepted",
        "declined",
        "pending",
    }
    assert Notice.objects.filter(kind="meetings.convened").count() == answers.count()


def test_the_past_owes_no_letter(loaded):
    past = Meeting.objects.filter(starts_at__lt=timezone.now())
    about_meetings = ContentType.objects.get_for_model(Meeting)
    owed = Notice.objects.filter(about_type=about_meetings, about_id__in=past)
    assert not owed.exists()


def test_the_report_of_the_year_before_is_full(loaded, client):
    year = client.get("/meetings/2025/report/").context["report"]

    assert year["meetings"]["planned"] == 85
    assert year["meetings"]["held"] + year["meetings"]["cancelled"] == 85
    assert (year["coverage"]["met"], year["coverage"]["total"]) == (13, 13)
    assert year["regions"]["met"] == year["regions"]["total"] == 4
    assert year["minutes"]["published"] == year["minutes"]["held"] - 2
    assert year["topics"]["declined"] == year["topics"]["answered"] == 2
    promised = [commitment.status_shown for commitment in year["promised"]]
    assert set(promised) == {"kept", "abandoned", "open"}
    assert year["texts"]["consulted"] == 1
    assert year["consultations"]["answered"] == year["consultations"]["comments"] == 5
    assert year["day"]["arrived"] == 33
    assert year["wave"]["version"].wave.year == 2024
    assert len(year["wave"]["lines"]) == 10
