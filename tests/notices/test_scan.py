"""The queue is found by its indexes, however many letters were sent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from meetings.letters import codes, reminders
from meetings.models.invitation import Answer
from notices.models import Notice
from tests.fire import scan
from tests.plans import rows_read

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL plans it"
)


def test_sent_letters_are_not_read_to_find_the_due_ones(db):
    scan.populate(meetings=200, letters=50_000)
    waiting = Notice.objects.order_by("pk")[:3]
    Notice.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        state="waiting", ended_at=None
    )

    due = Notice.objects.due(timezone.now()).order_by("try_at", "pk")[:50]

    assert rows_read(due) == {"notices_notice": 3}


def test_sent_letters_are_not_read_to_withdraw_what_is_about_an_object(db):
    scan.populate(meetings=200, letters=50_000)
    about = Notice.objects.first()
    unsent = Notice.objects.not_handed_over()

    found = unsent.filter(about_type=about.about_type_id, about_id=about.about_id)

    assert rows_read(found) == {"notices_notice": 0}


def test_only_tomorrows_meetings_are_read_to_remind_their_guests(db):
    scan.populate(meetings=20_000, letters=50_000)
    tomorrow = timezone.now() + timedelta(days=1)
    day = (tomorrow, tomorrow + timedelta(days=1))

    reminded = reminders.not_written_to(codes.PLEASE_ANSWER, day, [Answer.PENDING])

    assert reminded.count() == 96  # a meeting every quarter of an hour
    read = rows_read(reminded)
    assert (read["meetings_meeting"], read["notices_notice"]) == (96, 0)
