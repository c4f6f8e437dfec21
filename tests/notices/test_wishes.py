"""At once, in a daily digest, or not at all; quiet hours; one letter a day; one click."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from notices import planning, unsubscribe, wishes
from notices.kinds import Owed, Recipient
from notices.models import Notice, Preference, ReadingHours


def choose(user, how, kind="tests.news"):
    Preference.objects.create(user=user, kind=kind, how=how)


def test_a_kind_that_may_be_off_is_withdrawn_for_whoever_turned_it_off(
    register, post, deliver, broker, carrier
):
    register(may_be_off=True)
    choose(broker, "off")
    post(broker.email, user=broker)
    post(carrier.email, user=carrier)
    deliver()

    assert [m.to for m in mail.outbox] == [['"Ada" <carrier@example.org>']]
    assert Notice.objects.get(user=broker).state == "withdrawn"


def test_a_kind_that_may_not_be_off_is_sent_all_the_same(
    news_kind, post, deliver, broker
):
    choose(broker, "off")
    post(broker.email, user=broker)
    deliver()

    assert len(mail.outbox) == 1


def test_a_digest_joins_what_is_due_into_one_letter(
    news_kind, post, deliver, broker, brokers, carriers
):
    choose(broker, "digest")
    first = post(broker.email, user=broker, about=brokers)
    second = post(broker.email, user=broker, about=carriers)
    deliver()
    assert mail.outbox == []
    digest = Notice.objects.get(kind="notices.digest")
    assert digest.due_at == wishes.next_digest(None)

    Notice.objects.filter(pk=digest.pk).update(try_at=timezone.now())
    deliver()
    deliver()

    (letter,) = mail.outbox
    assert letter.subject.endswith("(2)")
    assert "News of FETRAM" in letter.body
    assert "News of CMTR" in letter.body
    for notice in (first, second, digest):
        notice.refresh_from_db()
        assert notice.state == "sent"


def test_a_digest_leaves_out_what_no_longer_holds_and_nothing_is_no_letter(
    register, post, deliver, broker, states
):
    choose(broker, "digest")
    truth = {"reason": ""}
    register(still_true=lambda notice: truth["reason"])
    post(broker.email, user=broker)
    deliver()
    truth["reason"] = "Answered."
    Notice.objects.filter(kind="notices.digest").update(try_at=timezone.now())
    deliver()

    assert mail.outbox == []
    assert states()[0][2:] == (
        "withdrawn",
        "Answered.",
    )
    assert set(Notice.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_an_urgent_kind_does_not_wait_for_a_digest_or_for_the_morning(
    register, post, deliver, broker
):
    register(is_urgent=True)
    choose(broker, "digest")
    ReadingHours.objects.create(
        user=broker, quiet_from=time(0), quiet_until=time(23, 59, 59)
    )
    post(broker.email, user=broker)
    deliver()

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ((20, 59), None),
        ((21, 0), (1, 6, 0)),
        ((23, 30), (1, 6, 0)),
        ((5, 59), (0, 6, 0)),
        ((6, 0), None),
    ],
)
def test_quiet_hours_hold_in_the_recipients_zone(broker, now, until):
    zone = ZoneInfo("Asia/Tokyo")
    hours = ReadingHours(
        user=broker, zone="Asia/Tokyo", quiet_from=time(21), quiet_until=time(6)
    )
    here = datetime(2027, 3, 16, *now, tzinfo=zone)
    expected = until and datetime(2027, 3, 16 + until[0], *until[1:], tzinfo=zone)

    assert wishes.quiet_until(hours, here.astimezone(UTC)) == expected


def test_a_letter_waits_for_the_end_of_quiet(news_kind, post, deliver, broker):
    here = timezone.localtime()
    ReadingHours.objects.create(
        user=broker,
        quiet_from=(here - timedelta(minutes=5)).time(),
        quiet_until=(here + timedelta(minutes=5)).time(),
    )
    notice = post(broker.email, user=broker)
    deliver()

    notice.refresh_from_db()
    assert (mail.outbox, notice.state, notice.attempts) == ([], "waiting", 0)
    assert notice.try_at.timestamp() == pytest.approx(here.timestamp() + 300, abs=2)


def test_at_most_one_letter_of_a_kind_about_an_object_goes_out_a_day(
    news_kind, post, deliver
):
    post(occurrence="1")
    deliver()
    second = post(occurrence="2")
    deliver()

    second.refresh_from_db()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert len(mail.outbox) == 1
    assert timezone.localtime(second.try_at).date() == tomorrow


def test_of_two_that_wait_the_later_one_is_sent_and_says_the_same(
    news_kind, post, deliver, states
):
    post(occurrence="1", due_at=timezone.now() - timedelta(hours=2))
    post(occurrence="2", due_at=timezone.now() - timedelta(hours=1))
    deliver()

    assert len(mail.outbox) == 1
    assert [(row[1], row[2]) for row in states()] == [("1", "withdrawn"), ("2", "sent")]


def test_a_kind_that_tells_every_change_is_sent_twice_a_day(register, post, deliver):
    register(every_change=True)
    post(occurrence="1")
    deliver()
    post(occurrence="2")
    deliver()

    assert len(mail.outbox) == 2


def test_nobody_whose_account_is_closed_is_written_to(news_kind, post, deliver, broker):
    post(broker.email, user=broker)
    broker.is_active = False
    broker.save()
    deliver()

    assert mail.outbox == []


def one_click(letter):
    header = letter.message()["List-Unsubscribe"]
    return header.strip("<>").removeprefix("http://testserver")


@pytest.fixture
def subscription(register, post, deliver):
    register(is_subscription=True, may_be_off=True)
    post("reader@example.net")
    deliver()
    return mail.outbox[0]


def test_a_subscription_stops_by_one_click_without_cookie_or_token(
    subscription, post, deliver
):
    assert (
        subscription.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    )
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(
        one_click(subscription),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    post("reader@example.net", occurrence="2")
    deliver()

    assert (answer.status_code, len(mail.outbox)) == (200, 1)
    assert not answer.cookies


def test_opening_the_link_stops_nothing_and_shows_a_button(subscription, client):
    page = client.get(one_click(subscription))

    assert b'<form method="post">' in page.content
    assert not Preference.objects.exists()
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_forged_link_is_not_found(client, db):
    address = reverse("notices:unsubscribe", args=["forged:token"])

    assert client.post(address).status_code == 404


def test_stopping_twice_is_stopping_once(db):
    unsubscribe.stop("tests.news", None, "reader@example.net")
    unsubscribe.stop("tests.news", None, "reader@example.net")

    assert Preference.objects.get().how == "off"


def test_a_person_chooses_on_the_page_and_the_trail_says_so(
    register, client, broker, kinds
):
    kinds.clear()
    register(may_be_off=True)
    register("tests.urgent", is_urgent=True)
    client.force_login(broker)
    page = client.get(reverse("notices:preferences"))
    ((_room, fields, changed),) = page.context["form"].groups()
    assert ([field.name for field in fields], changed) == (["kind_tests_news"], 0)

    choice = {
        "kind_tests_news": "digest",
        "quiet_from": "21:00",
        "quiet_until": "06:00",
        "digest_at": "07:30",
        "zone": "Europe/Paris",
    }
    answer = client.post(reverse("notices:preferences"), choice)

    assert answer.status_code == 302
    assert broker.preferences.get().how == "digest"
    hours = broker.reading_hours
    assert (hours.quiet_from, hours.digest_at, hours.zone) == (
        time(21),
        time(7, 30),
        "Europe/Paris",
    )
    assert set(Entry.objects.values_list("verb", flat=True)) == {
        "preference.changed",
        "reading_hours.changed",
    }


def test_the_page_shows_the_kinds_that_can_reach_the_reader_and_no_others(
    client, broker, officer, user_manager
):
    def shown(user):
        client.force_login(user)
        form = client.get(reverse("notices:preferences")).context["form"]
        return {kind.code for kind in form.kinds}

    keeper, guest, manager = shown(officer), shown(broker), shown(user_manager)
    assert {"meetings.who_comes", "committee.dormant"} <= keeper - guest
    assert {"meetings.papers", "meetings.opinion_awaited"} <= guest - keeper
    assert {"notices.bounced", "accounts.access_asked"} == manager - keeper - guest


def test_one_button_puts_all_that_can_wait_into_the_digest(
    register, client, broker, kinds
):
    kinds.clear()
    register(may_be_off=True)
    register("tests.alone", may_be_off=True, goes_alone=True)
    client.force_login(broker)

    choice = {"kind_tests_news": "at_once", "kind_tests_alone": "off"}
    choice |= {"digest_at": "07:00", "all": "digest"}
    client.post(reverse("notices:preferences"), choice)

    assert dict(broker.preferences.values_list("kind", "how")) == {
        "tests.news": "digest",
        "tests.alone": "off",
    }


def test_half_a_quiet_and_an_unknown_zone_are_told_beside_their_fields(
    news_kind, client, broker
):
    client.force_login(broker)
    choice = {"quiet_from": "21:00", "digest_at": "07:00", "zone": "Mars/Olympus"}
    page = client.post(reverse("notices:preferences"), choice)

    assert page.status_code == 200
    assert {"quiet_until", "zone"} <= set(page.context["form"].errors)
    assert not ReadingHours.objects.exists()


def test_preferences_are_for_people_who_are_signed_in(client, db):
    answer = client.get(reverse("notices:preferences"))

    assert answer.status_code == 302


def test_planning_twice_at_once_owes_a_letter_once(register, brokers):
    who = Recipient("ada@example.org", "Ada")
    register(owed=lambda now: [Owed(brokers, who, "1", now)])
    planning.plan(timezone.now())
    planning.plan(timezone.now() + timedelta(seconds=1))

    assert Notice.objects.filter(kind="tests.news").count() == 1
