"""The queue is found by its index, however many letters were sent."""

import pytest
from django.db import connection
from django.utils import timezone

from notices.models import Notice
from tests.fire import scan

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL plans it"
)


def plan_of(rows):
    return rows.explain()


def test_due_letters_are_found_by_the_index_of_unsent_ones(db):
    scan.populate(meetings=200, letters=50_000)

    plan = plan_of(Notice.objects.due(timezone.now()).order_by("try_at", "pk")[:50])

    assert "Index Scan using letters_to_send" in plan
    assert "Seq Scan" not in plan


def test_letters_to_withdraw_are_found_by_the_index_of_their_object(db):
    scan.populate(meetings=200, letters=50_000)
    about = Notice.objects.first()

    plan = plan_of(
        Notice.objects.not_handed_over().filter(
            about_type=about.about_type_id, about_id=about.about_id
        )
    )

    assert "unsent_letters_about" in plan
    assert "Seq Scan" not in plan
