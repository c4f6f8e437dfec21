from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.actions import passwords
from accounts.models import PasswordLink, ResetAsked
from accounts.tasks import answer_resets
from audit.models import Entry
from audit.refusal import Refused
from notices.account_letters import address

NEW = "tamarins et karité 27"
RESET = "/en/accounts/new-password/"


@pytest.fixture
def link(broker, settings):
    """The path of a fresh link to set the broker's password."""
    with translation.override("fr"):
        return address(broker).removeprefix(settings.PORTAL_URL)


def ask(client, email):
    response = client.post(RESET, {"email": email}, follow=True)
    answer_resets()
    return response.redirect_chain, [str(m) for m in response.context["messages"]]


def test_asking_for_a_password_tells_nothing_about_who_has_an_account(client, broker):
    answers = [
        ask(client, email) for email in ("BROKER@example.org", "nobody@example.org")
    ]

    assert answers[0] == answers[1]
    owed = PasswordLink.objects.values_list("user__email", "purpose", "asked_by")
    assert list(owed) == [("broker@example.org", "reset", None)]


def test_asking_takes_the_same_steps_whoever_has_an_account(client, broker):
    """What takes longer for an address would tell that somebody has it."""
    client.get(RESET)
    asked = []
    for email in (broker.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            client.post(RESET, {"email": email})
        asked.append([query["sql"].split(" VALUES")[0] for query in queries])
    assert asked[0] == asked[1]
    assert not PasswordLink.objects.exists()

    answer_resets()
    answer_resets()
    assert [link.user for link in PasswordLink.objects.all()] == [broker]
    assert not ResetAsked.objects.exists()


def test_a_link_is_owed_once_in_ten_minutes_and_never_to_a_closed_account(
    client, broker, carrier
):
    carrier.is_active = False
    carrier.save()
    for email in (broker.email, broker.email, carrier.email):
        ask(client, email)
    assert PasswordLink.objects.count() == 1

    PasswordLink.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    ask(client, broker.email)
    assert PasswordLink.objects.count() == 2


def test_a_wrong_address_is_named_beside_its_field(client, db):
    response = client.post(RESET, {"email": "nobody"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["email"]


def test_the_link_sets_a_password_once(client, broker, link):
    opened = client.get(link)
    page = client.get(opened["Location"])
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert link.split("/")[-2] not in page.content.decode()

    passwords = {"new_password1": NEW, "new_password2": NEW}
    done = client.post(opened["Location"], passwords)
    assert done["Location"] == "/accounts/login/"
    broker.refresh_from_db()
    assert broker.check_password(NEW)
    entry = Entry.objects.about(broker).first()
    assert (entry.verb, entry.by, entry.after) == ("user.password_set", broker, {})

    client.session.flush()
    assert client.get(link).context["validlink"] is False


def test_a_password_that_is_too_weak_is_refused_beside_its_field(client, link):
    opened = client.get(link)
    page = client.post(
        opened["Location"], {"new_password1": "12345", "new_password2": "12345"}
    )

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["new_password2"]


def test_a_link_dies_after_three_days(client, link, settings, monkeypatch):
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert client.get(link).context["validlink"] is False


@pytest.mark.parametrize(
    "path",
    ["MQ/x", "x/set-password", "%00/x-y", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5/c1-2", "é/é"],
)
def test_a_made_up_link_says_that_it_does_not_serve(client, db, path):
    response = client.get(f"/accounts/set-password/{path}/")

    assert response.status_code == 200
    assert response.context["validlink"] is False


def test_a_closed_account_cannot_be_opened_by_its_link(client, broker, link):
    broker.is_active = False
    broker.save()

    assert client.get(link).context["validlink"] is False


def test_changing_the_password_asks_for_the_old_one_and_keeps_one_signed_in(
    client, broker
):
    client.force_login(broker)
    path = "/en/accounts/password/"
    new = {"new_password1": NEW, "new_password2": NEW}

    wrong = client.post(path, {"old_password": "wrong", **new})
    assert list(wrong.context["form"].errors) == ["old_password"]
    right = client.post(path, {"old_password": "a good long password", **new})
    assert right["Location"] == "/en/accounts/profile/"
    assert client.get("/en/accounts/profile/").status_code == 200
    broker.refresh_from_db()
    assert broker.check_password(NEW)
    assert Entry.objects.about(broker).first().verb == "user.password_set"


def test_a_closed_account_is_not_invited(broker, user_manager):
    broker.is_active = False
    with pytest.raises(Refused):
        passwords.invite(user=broker, by=user_manager)
