from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext

from notices.models import Notice

pytestmark = pytest.mark.usefixtures("news_kind")


def test_a_letter_is_sent_once_however_often_it_is_owed_and_the_task_runs(
    post, deliver, states
):
    post()
    post()
    deliver()
    deliver()

    assert [letter.to for letter in mail.outbox] == [['"Ada" <ada@example.org>']]
    assert states() == [("ada@example.org", "1", "sent", "")]


def test_a_letter_waits_until_it_is_due(post, deliver, states):
    post(due_at=timezone.now() + timedelta(minutes=1))
    deliver()

    assert mail.outbox == []
    assert states() == [("ada@example.org", "1", "waiting", "")]


def test_what_is_no_longer_true_is_withdrawn_with_the_reason(
    register, post, deliver, states
):
    register(still_true=lambda notice: "The meeting has begun.")
    post()
    deliver()

    assert mail.outbox == []
    assert states() == [("ada@example.org", "1", "withdrawn", "The meeting has begun.")]


def test_a_letter_about_what_was_deleted_is_withdrawn(post, deliver, carriers, states):
    post(about=carriers)
    carriers.delete()
    deliver()

    assert states() == [
        (
            "ada@example.org",
            "1",
            "withdrawn",
            gettext("What it was about no longer exists."),
        )
    ]


def test_a_kind_that_cannot_be_written_does_not_stop_the_others(
    register, post, deliver
):
    register("tests.broken", letter=lambda notice: 1 / 0)
    broken = post(code="tests.broken")
    post("bob@example.org")
    deliver()

    broken.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [['"Ada" <bob@example.org>']]
    assert (broken.state, broken.attempts, broken.reason) == (
        Notice.State.WAITING,
        1,
        "ZeroDivisionError('division by zero')",
    )


def test_the_message_id_is_the_same_at_every_attempt(post, deliver):
    notice = post()
    deliver()
    Notice.objects.update(state=Notice.State.SENDING, try_at=timezone.now())
    deliver()

    sent = [letter.message()["Message-ID"] for letter in mail.outbox]
    assert sent == [notice.message_id, notice.message_id]
