"""What happens as time passes: back-off, giving up, an absent worker, retention."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from notices import health, planning, retention
from notices.kinds import Owed, Recipient
from notices.models import Gate, Notice

pytestmark = pytest.mark.usefixtures("news_kind")


def refusing(monkeypatch, error):
    """A mail server that answers every letter with one error."""

    def send_messages(self, messages):
        raise error

    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages", send_messages
    )


def test_a_worker_back_after_a_day_sends_once_what_is_useful_and_nothing_stale(
    register, brokers, deliver, states
):
    """Beat rang in vain for a day; meanwhile one meeting passed, another is ahead."""
    now = timezone.now()
    ada, bob = (Recipient(f"{who}@example.org", who) for who in ("ada", "bob"))

    def owed(moment):
        yield Owed(brokers, ada, "past", now - timedelta(hours=23))
        yield Owed(brokers, bob, "ahead", now - timedelta(hours=20))

    def still_true(notice):
        return "The meeting has begun." if notice.occurrence == "past" else ""

    register(owed=owed, still_true=still_true)
    for tick in range(3):
        planning.plan(now - timedelta(hours=10 - tick))
    deliver()
    deliver()

    assert [m.to for m in mail.outbox] == [['"bob" <bob@example.org>']]
    assert states() == [
        ("ada@example.org", "past", "withdrawn", "The meeting has begun."),
        ("bob@example.org", "ahead", "sent", ""),
    ]


def test_one_kind_that_cannot_tell_what_it_owes_does_not_stop_the_others(
    register, brokers
):
    register("tests.aaa", owed=lambda now: 1 / 0)
    who = Recipient("ada@example.org", "Ada")
    register(owed=lambda now: [Owed(brokers, who, "1", now)])

    planning.plan(timezone.now())

    assert Notice.objects.get().kind == "tests.news"


def test_each_turn_of_beat_asks_some_kinds_ahead_of_their_time_and_the_urgent_ones(
    kinds, register
):
    asked = []

    def asking(code, **ways):
        register(code, owed=lambda now: asked.append((code, now)) or [], **ways)

    kinds.clear()
    for code in ("a", "b", "c", "d"):
        asking(code)
    asking("urgent", is_urgent=True)
    start = timezone.now()
    for minute in range(planning.TURNS):
        planning.plan_turn(start + timedelta(minutes=minute))

    assert (
        sorted(code for code, _moment in asked)
        == ["a", "b", "c", "d"] + ["urgent"] * planning.TURNS
    )
    for code, moment in asked:
        ahead = timedelta(0) if code == "urgent" else 2 * planning.ROUND
        assert moment - start - ahead < planning.ROUND


def test_what_was_posted_ahead_leaves_at_its_moment(register, brokers, deliver):
    who = Recipient("ada@example.org", "Ada")
    due_at = timezone.now() + timedelta(minutes=4)

    def owed(moment):
        return [Owed(brokers, who, "1", due_at)] if due_at <= moment else []

    register(owed=owed)
    for minute in range(planning.TURNS):
        planning.plan_turn(timezone.now() + timedelta(minutes=minute))
    deliver()

    notice = Notice.objects.get()
    assert (notice.state, notice.due_at, mail.outbox) == ("waiting", due_at, [])


def test_pauses_double_with_jitter_and_the_last_attempt_leaves_a_dead_letter(
    post, deliver, monkeypatch, settings
):
    import smtplib

    refusing(monkeypatch, smtplib.SMTPDataError(451, b"4.3.0 Try later"))
    settings.NOTICES_ATTEMPTS = 4
    notice = post()
    pauses = []
    for _ in range(4):
        Notice.objects.update(try_at=timezone.now())
        deliver()
        notice.refresh_from_db()
        pauses.append((notice.try_at - timezone.now()).total_seconds())

    assert (notice.state, notice.attempts, notice.reason) == (
        "dead",
        4,
        "451 4.3.0 Try later",
    )
    for pause, expected in zip(pauses[:3], (60, 120, 240), strict=True):
        assert expected * 0.74 < pause < expected * 1.26


def test_a_provider_that_is_down_for_an_hour_is_not_hammered_and_nothing_is_lost(
    post, deliver, monkeypatch
):
    attempts = []

    def refuse(self):
        attempts.append(1)
        raise ConnectionRefusedError("Connection refused")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
    for number in range(20):
        post(f"a{number}@example.org")
    start = timezone.now()
    now = start
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    while now < start + timedelta(hours=1):
        deliver()
        now += timedelta(seconds=20)

    assert 6 <= len(attempts) <= 15
    assert health.trouble()[0] == "ConnectionRefusedError: Connection refused"
    assert health.oldest_due_age() > timedelta(minutes=45)
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.open", lambda self: None
    )
    now += timedelta(minutes=13)
    deliver()

    assert len(mail.outbox) == 20
    assert set(Notice.objects.values_list("state", "attempts")) == {("sent", 1)}
    assert health.trouble() is None


def test_no_minute_lets_more_out_than_the_rate(post, deliver, monkeypatch, settings):
    settings.NOTICES_PER_MINUTE = 60
    for number in range(200):
        post(f"a{number}@example.org")
    start = timezone.now()
    for second in range(0, 120, 2):
        now = start + timedelta(seconds=second)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        deliver()

    moments = sorted(Notice.objects.filter(state="sent").values_list("ended_at"))
    moments = [moment for (moment,) in moments]
    busiest = max(
        sum(first <= moment < first + timedelta(minutes=1) for moment in moments)
        for first in moments
    )
    assert 50 <= busiest <= 60
    assert Gate.objects.get().failures == 0


def test_a_doubt_is_sent_again_or_held_as_the_settings_say(post, deliver, settings):
    settings.NOTICES_HOLD_DOUBTS = True
    notice = post()
    Notice.objects.update(
        state="sending", intent_at=timezone.now(), try_at=timezone.now()
    )
    deliver()
    notice.refresh_from_db()
    assert (notice.state, mail.outbox) == ("doubtful", [])

    settings.NOTICES_HOLD_DOUBTS = False
    Notice.objects.update(state="sending", try_at=timezone.now())
    deliver()
    notice.refresh_from_db()
    assert (notice.state, len(mail.outbox)) == ("sent", 1)


def test_old_letters_leave_and_what_waits_for_a_decision_stays(post, settings):
    settings.NOTICES_KEEP_DAYS = 30
    ended = {"sent": 31, "withdrawn": 31, "undeliverable": 31, "dead": 31, "kept": 29}
    for name, days in ended.items():
        notice = post(f"{name}@example.org")
        Notice.objects.filter(pk=notice.pk).update(
            state="sent" if name == "kept" else name,
            ended_at=timezone.now() - timedelta(days=days),
        )

    assert retention.prune() == 3
    assert sorted(Notice.objects.values_list("email", flat=True)) == [
        "dead@example.org",
        "kept@example.org",
    ]
