import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import access, passwords
from accounts.models import AccessRequest, PasswordLink
from notices.kinds import KINDS
from notices.models import Notice
from notices.planning import plan

LINK = re.compile(r"http://testserver(/\S*/set-password/\S+/)")


@pytest.fixture
def letters(deliver):
    """Plan and send what is owed, and give the letters that left since."""

    def letters():
        mail.outbox.clear()
        plan(timezone.now())
        deliver()
        return [(letter.to[0], letter.subject) for letter in mail.outbox]

    return letters


@pytest.fixture
def asked(brokers):
    return AccessRequest.objects.create(
        name="Secrétaire", email="sg@example.org", organisation=brokers, function="SG"
    )


def test_the_welcome_is_sent_once_in_the_language_of_the_person_with_a_live_link(
    letters, carrier, user_manager, client
):
    passwords.invite(user=carrier, by=user_manager)

    assert letters() == [
        (
            '"Carrier" <carrier@example.org>',
            "Your account on Dialogue Douane–secteur privé",
        )
    ]
    text, html = mail.outbox[0].body, mail.outbox[0].alternatives[0][0]
    path = LINK.search(text)[1]
    assert path.startswith("/en/accounts/set-password/")
    assert path in html
    assert client.get(path, follow=True).context["validlink"] is True
    assert letters() == []


def test_a_new_password_is_told_in_french_and_only_the_newest_link_leaves(
    letters, broker
):
    passwords.ask_reset(email=broker.email)
    PasswordLink.objects.update(asked_at=timezone.now() - timedelta(minutes=20))
    passwords.ask_reset(email=broker.email)

    assert [to for to, _ in letters()] == ['"Broker" <broker@example.org>']
    assert LINK.search(mail.outbox[0].body)[1].startswith("/accounts/set-password/")
    states = Notice.objects.order_by("pk").values_list("kind", "state")
    assert sorted(states) == [
        ("accounts.reset", "sent"),
        ("accounts.reset", "withdrawn"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"last_login": timezone.now() + timedelta(days=1)},
        {"is_active": False},
    ],
)
def test_a_link_that_is_not_needed_any_more_does_not_leave(letters, broker, change):
    passwords.ask_reset(email=broker.email)
    plan(timezone.now())
    type(broker).objects.filter(pk=broker.pk).update(**change)

    assert letters() == []
    assert Notice.objects.get().state == "withdrawn"


def test_a_link_asked_for_before_a_long_stop_is_not_sent(letters, broker):
    passwords.ask_reset(email=broker.email)
    PasswordLink.objects.update(asked_at=timezone.now() - timedelta(days=8))

    assert letters() == []


def test_those_who_manage_users_hear_of_a_request_by_day(
    letters, asked, user_manager, administrator
):
    letters()
    Notice.objects.update(due_at=timezone.now().replace(hour=10))

    notice = Notice.objects.get()
    assert (notice.kind, notice.email) == (
        "accounts.access_asked",
        user_manager.email,
    )


def test_without_a_manager_the_superusers_hear_of_a_request(asked, administrator):
    plan(timezone.now())

    assert Notice.objects.get().email == administrator.email


def test_a_request_that_was_answered_is_not_told(letters, asked, user_manager):
    plan(timezone.now())
    access.refuse(access_request=asked, reason="Sans mandat.", by=user_manager)

    assert letters() == [
        ('"Secrétaire" <sg@example.org>', "Votre demande d’accès n’a pas été acceptée")
    ]
    assert "Sans mandat." in mail.outbox[0].body
    assert "Sans mandat." in mail.outbox[0].alternatives[0][0]
    told = Notice.objects.get(kind="accounts.access_asked")
    assert told.state == "withdrawn"


def test_planning_asks_the_same_however_many_links(
    broker, carrier, officer, user_manager, django_assert_num_queries
):
    now = timezone.now()
    for people in ([broker], [broker, carrier, officer]):
        for person in people:
            passwords.invite(user=person, by=user_manager)
        with django_assert_num_queries(1):
            owed = list(KINDS["accounts.welcome"].owed(now))
    assert len(owed) == 4
