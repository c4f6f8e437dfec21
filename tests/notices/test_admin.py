"""The operator's view of the queue."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from notices import bounces
from notices.models import Address, Notice

pytestmark = pytest.mark.usefixtures("news_kind")
LETTERS = reverse("admin:notices_notice_changelist")


@pytest.fixture
def operator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def dead(post):
    notice = post("aad@example.org")
    Notice.objects.filter(pk=notice.pk).update(
        state="dead", reason="451 greylisted", attempts=10, ended_at=timezone.now()
    )
    return notice


def act(client, name, *rows, **fields):
    data = {"action": name, "_selected_action": [row.pk for row in rows]} | fields
    return client.post(LETTERS, data, follow=True)


def test_the_list_shows_the_queue_by_state_and_the_age_of_the_oldest(operator, dead):
    page = operator.get(LETTERS, headers={"accept-language": "en"})

    states = {state.value: count for state, count in page.context["states"]}
    assert (states["dead"], states["waiting"], page.context["oldest"]) == (1, 0, 0)
    assert b"451 greylisted" in page.content


def test_a_dead_letter_is_corrected_and_goes_out(operator, dead, deliver):
    address = reverse("admin:notices_notice_change", args=[dead.pk])
    operator.post(address, {"email": "Ada@example.org"})
    deliver()

    dead.refresh_from_db()
    assert (dead.email, dead.state, dead.attempts) == ("ada@example.org", "sent", 1)
    assert [m.to for m in mail.outbox] == [['"Ada" <ada@example.org>']]
    assert (
        Entry.objects.get(verb="notice.released").before["email"] == "aad@example.org"
    )


def test_a_letter_to_a_refused_address_is_not_released_until_its_mark_is_cleared(
    operator, dead, administrator
):
    bounces.note("aad@example.org", "550 no such person")
    act(operator, "release_letters", dead)
    dead.refresh_from_db()
    assert dead.state == "dead"

    operator.post(
        reverse("admin:notices_address_changelist"),
        {"action": "clear_marks", "_selected_action": [Address.objects.get().pk]},
    )
    act(operator, "release_letters", dead)
    dead.refresh_from_db()
    assert (dead.state, dead.reason) == ("waiting", "")


def test_a_waiting_letter_is_withdrawn_with_a_reason_only(operator, post):
    notice = post()
    act(operator, "withdraw_letters", notice)
    notice.refresh_from_db()
    assert notice.state == "waiting"

    act(operator, "withdraw_letters", notice, reason="Sent by telephone.")
    notice.refresh_from_db()
    assert (notice.state, notice.reason) == ("withdrawn", "Sent by telephone.")


def test_nobody_else_sees_the_queue(client, officer, user_manager):
    for person in (officer, user_manager):
        client.force_login(person)
        assert client.get(LETTERS).status_code in {302, 403}


def test_the_command_prints_states_age_and_failures(dead, post, capsys):
    post("late@example.org", due_at=timezone.now() - timedelta(minutes=11))
    call_command("outbox")

    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.rstrip().endswith(" 1")]) == 2
    assert "660" in lines[8]
    assert lines[9].startswith(f"{dead.pk} tests.news aad@example.org ")


def test_the_list_asks_as_often_for_many_letters_as_for_one(
    operator, post, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 20):
        for one in range(number):
            post(f"a{number}.{one}@example.org")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            operator.get(LETTERS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
