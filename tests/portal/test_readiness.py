from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from notices.models import Notice


@pytest.mark.parametrize(
    ("minutes", "status", "state"), [(9, 200, "ok"), (11, 503, "late")]
)
def test_a_letter_that_waits_ten_minutes_makes_the_portal_unready(
    client, officer, minutes, status, state
):
    due_at = timezone.now() - timedelta(minutes=minutes)
    Notice.objects.create(
        kind="tests.news",
        about_type=ContentType.objects.get_for_model(officer),
        about_id=officer.pk,
        email=officer.email,
        due_at=due_at,
        try_at=due_at,
    )

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["outbox"]["state"]) == (status, state)


def test_an_empty_queue_is_ready(client, db):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["outbox"]) == (
        200,
        {"state": "ok", "oldest_due_seconds": 0},
    )
