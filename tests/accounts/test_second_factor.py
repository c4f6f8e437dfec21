"""The second step at sign-in: who must have it, and what it opens."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client, TestCase

from accounts.actions import second_factor
from audit.models import Entry
from audit.refusal import Refused
from tests.accounts.test_sign_in import PASSWORD, sign_in


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code(secret, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def confirm(client):
    return client.post("/accounts/confirm/", {"password": PASSWORD})


def set_up(client):
    """Set an app up as its user does; gives the key that the app keeps."""
    confirm(client)
    page = client.get("/accounts/second-step/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(
            "/accounts/second-step/totp/activate/", {"code": code(secret)}
        )
    assert answer["Location"] == "/accounts/second-step/recovery-codes/"
    return secret


@pytest.fixture
def secret(client, officer):
    sign_in(client, officer.email)
    return set_up(client)


def test_customs_staff_sets_a_second_step_up_before_anything_else(client, officer):
    sign_in(client, officer.email)

    for address in ("/dashboard/", "/meetings/2027/planner/", "/admin/", "/"):
        assert client.get(address)["Location"] == "/accounts/second-step/"
    assert client.get("/accounts/second-step/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_a_partner_needs_none(client, broker):
    sign_in(client, broker.email)

    assert client.get("/dashboard/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_an_app_up_opens_the_portal_and_gives_ten_codes(client, officer):
    sign_in(client, officer.email)
    set_up(client)

    assert client.get("/dashboard/").status_code == 200
    page = client.get("/accounts/second-step/recovery-codes/").content.decode()
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page)) == 10


def test_the_password_alone_opens_nothing_any_more(client, officer, secret):
    client.logout()
    answer = sign_in(client, officer.email)

    assert answer["Location"] == "/accounts/second-step/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post(answer["Location"], {"code": "000000"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    right = client.post(answer["Location"], {"code": code(secret, 1)})
    assert right["Location"] == "/dashboard/"
    assert client.get("/dashboard/").status_code == 200


def test_a_code_opens_once(client, officer, secret):
    used = code(secret, 1)
    for expected in (True, False):
        client.logout()
        address = sign_in(client, officer.email)["Location"]
        client.post(address, {"code": used})
        assert ("_auth_user_id" in client.session) == expected


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_opens_once(client, officer, secret):
    page = client.get("/accounts/second-step/recovery-codes/").content.decode()
    spare = re.findall(r"<code>(\d{8})</code>", page)[0]
    for expected in (True, False):
        client.logout()
        address = sign_in(client, officer.email)["Location"]
        client.post(address, {"code": spare})
        assert ("_auth_user_id" in client.session) == expected


def test_wrong_codes_are_counted(client, officer, secret):
    client.logout()
    address = sign_in(client, officer.email)["Location"]
    for _ in range(5):
        client.post(address, {"code": "000000"})
    client.post(address, {"code": code(secret, 1)})

    assert "_auth_user_id" not in client.session


def test_an_older_session_is_asked_for_the_second_step(client, officer, secret):
    client.force_login(officer)
    session = client.session
    session.pop("account_authentication_methods")
    session.save()

    assert client.get("/admin/")["Location"] == (
        "/accounts/second-step/reauthenticate/?next=%2Fadmin%2F"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "address", ["recovery-codes/", "recovery-codes/generate/", "webauthn/add/", ""]
)
def test_an_older_session_adds_and_shows_no_factor_by_the_password(
    client, officer, address
):
    older = Client()
    for browser in (older, client):
        sign_in(browser, officer.email)
    set_up(client)
    asked = f"/accounts/second-step/{address}"
    confirm(older)

    assert older.get(asked)["Location"].startswith("/accounts/second-step/reauthent")
    assert "reauthent" not in client.get(asked).get("Location", "")


def test_whoever_needs_it_keeps_the_last_one(client, officer, secret):
    client.post("/accounts/second-step/totp/deactivate/")

    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_secrets_lie_encrypted(client, officer, secret):
    stored = Authenticator.objects.get(user=officer, type="totp").data["secret"]

    assert secret not in stored
    assert len(stored) > 100


def test_an_old_key_of_the_portal_still_opens_them(client, officer, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    client.cookies.clear()
    address = sign_in(client, officer.email)["Location"]
    client.post(address, {"code": code(secret, 1)})

    assert client.session["_auth_user_id"] == str(officer.pk)


def test_the_trail_knows_of_it_and_not_the_secret(client, officer, secret):
    entries = list(Entry.objects.about(officer).order_by("pk"))

    assert [(entry.verb, entry.reason) for entry in entries] == [
        ("user.signed_in", ""),
        ("authenticator.added", "totp"),
        ("authenticator.added", "recovery_codes"),
    ]
    assert secret not in str([vars(entry) for entry in entries])


def test_who_lost_the_telephone_gets_a_new_start(officer, administrator, user_manager):
    Authenticator.objects.create(user=officer, type="totp", data={})
    second_factor.forget(user=officer, by=administrator)

    assert not Authenticator.objects.filter(user=officer).exists()
    with pytest.raises(Refused):
        second_factor.forget(user=administrator, by=user_manager)
    with pytest.raises(Refused):
        second_factor.forget(user=administrator, by=administrator)


def test_the_last_administrator_is_helped_on_the_server(administrator, capsys):
    Authenticator.objects.create(user=administrator, type="totp", data={})
    call_command("forget_second_factor", administrator.email, reason="Lost phone")

    assert not Authenticator.objects.filter(user=administrator).exists()
    assert Entry.objects.about(administrator).get().reason == "Lost phone"
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("forget_second_factor", "x@example.org", reason="x")


def test_signing_out_everywhere_else(client, broker):
    other = Client()
    for browser in (other, client):
        sign_in(browser, broker.email)
    assert other.get("/dashboard/").status_code == 200

    page = client.get("/en/accounts/sessions/").content.decode()
    assert page.count("<tr>") == 3
    client.post("/accounts/sessions/")

    assert other.get("/dashboard/").status_code == 302
    assert client.get("/dashboard/").status_code == 200
