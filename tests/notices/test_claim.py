"""A letter is in one worker's hands at a time, and only while its lease runs."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from notices import gate, outbox, outcome
from notices.claim import claim
from notices.models import Notice

pytestmark = pytest.mark.usefixtures("news_kind")


def mine(batch):
    return [notice.email for notice in batch]


def run_out():
    Notice.objects.update(try_at=timezone.now() - timedelta(seconds=1))


def test_what_one_worker_took_no_other_takes(post):
    for name in "abc":
        post(f"{name}@example.org")

    assert mine(claim(gate.look(), limit=2)) == ["a@example.org", "b@example.org"]
    assert mine(claim(gate.look(), limit=2)) == ["c@example.org"]
    assert claim(gate.look()) == []


def test_a_worker_whose_lease_ran_out_hands_nothing_over(post):
    post("a@example.org")
    slow = claim(gate.look())
    run_out()
    quick = claim(gate.look())

    assert outcome.begin(slow, []) == set()
    assert outcome.begin(quick, []) == {quick[0].pk}


def test_what_is_withdrawn_after_the_claim_is_not_handed_over(post, brokers):
    post("a@example.org")
    batch = claim(gate.look())
    outbox.withdraw(brokers, "The meeting was moved.")

    assert outcome.begin(batch, []) == set()
    notice = Notice.objects.get()
    assert (notice.state, notice.reason) == ("withdrawn", "The meeting was moved.")


def test_of_a_handful_only_what_is_still_ours_goes_and_the_one_before_is_marked(
    post, brokers, carriers
):
    for about, name in ((brokers, "a"), (brokers, "b"), (carriers, "c")):
        post(f"{name}@example.org", about=about)
    first, gone, last = claim(gate.look())
    outcome.begin([first], [])
    Notice.objects.filter(pk=gone.pk).update(state="withdrawn")

    assert outcome.begin([gone, last], [first]) == {last.pk}
    rows = Notice.objects.order_by("email").values_list("state", "attempts")
    assert list(rows) == [("sent", 1), ("withdrawn", 0), ("sending", 1)]


def test_when_smtp_dies_within_a_handful_the_rest_waits_untried(
    post, deliver, monkeypatch
):
    taken = []

    def send_messages(self, messages):
        if len(taken) == 4:
            raise ConnectionRefusedError("gone")
        taken.extend(messages)

    backend = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(f"{backend}.send_messages", send_messages)
    monkeypatch.setattr("notices.delivery.PATIENCE", 1)
    for number in range(7):
        post(f"a{number}@example.org")
    deliver()

    rows = Notice.objects.order_by("email").values_list("state", "attempts")
    assert list(rows) == [("sent", 1)] * 4 + [("waiting", 1)] + [("waiting", 0)] * 2
    assert not Notice.objects.filter(state="waiting", intent_at__isnull=False)[1:]
    assert mail.outbox == []
