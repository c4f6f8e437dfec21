"""The queue is found by its index, however many letters were sent."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from meetings.letters import codes, reminders, truth
from notices.models import Notice
from tests.fire import scan

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL plans it"
)


def test_due_letters_are_found_by_the_index_of_unsent_ones(db):
    scan.populate(meetings=200, letters=50_000)

    plan = Notice.objects.due(timezone.now()).order_by("try_at", "pk")[:50].explain()

    assert "Index Scan using letters_to_send" in plan
    assert "Seq Scan" not in plan


def test_letters_to_withdraw_are_found_by_the_index_of_their_object(db):
    scan.populate(meetings=200, letters=50_000)
    about = Notice.objects.first()

    unsent = Notice.objects.not_handed_over()
    plan = unsent.filter(
        about_type=about.about_type_id, about_id=about.about_id
    ).explain()

    assert "unsent_letters_about" in plan
    assert "Seq Scan" not in plan


def test_guests_to_remind_are_found_by_the_dates_of_meetings_and_the_keys_of_letters(
    db,
):
    scan.populate(meetings=20_000, letters=50_000)
    tomorrow = timezone.now() + timedelta(days=1)

    plan = reminders.not_written_to(
        codes.TOMORROW, (tomorrow, tomorrow + timedelta(days=1)), truth.COMING
    ).explain()

    assert "on meetings_meeting" in plan
    assert re.search(r"Index Cond: .*starts_at >= .*starts_at <= ", plan)
    assert "using a_letter_is_owed_once" in plan
    assert "Seq Scan on meetings_meeting" not in plan
    assert "Seq Scan on notices_notice" not in plan
