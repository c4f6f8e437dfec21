"""Passwords cannot be guessed, and nobody can lock somebody else out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import FailedSignIn
from notices.account_letters import address
from tests.accounts.test_sign_in import PASSWORD, sign_in

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def tries(client, email, count, **where):
    return [
        client.post(
            "/accounts/login/", {"username": email, "password": "wrong"}, **where
        ).status_code
        for _ in range(count)
    ]


def leave(client):
    """Sign out as a browser does, which keeps its cookies."""
    client.post("/accounts/logout/")


def test_the_sixth_wrong_password_at_a_connection_is_refused(client, broker):
    assert tries(client, broker.email, 7) == [200] * 5 + [429] * 2
    assert sign_in(client, broker.email).status_code == 429


def test_the_refusal_says_how_long_and_what_else_one_can_do(client, broker):
    tries(client, broker.email, 5)
    page = sign_in(client, broker.email, path="/en/accounts/login/")

    assert page.context["form"].errors == {
        "__all__": [
            "Too many attempts. Try again in 15 minutes, or have a link sent to set "
            "a new password."
        ]
    }
    assert client.get("/accounts/new-password/").status_code == 200


def test_nobody_locks_somebody_else_out(client, broker):
    """Whoever guesses elsewhere, the owner signs in at home."""
    tries(client, broker.email, 20, **ELSEWHERE)

    assert sign_in(client, broker.email).status_code == 302


def test_the_same_holds_behind_one_shared_connection(client, broker, carrier):
    """A browser that the owner has used counts alone."""
    sign_in(client, broker.email)
    leave(client)
    known = client.cookies["known"].value
    client.cookies.clear()
    tries(client, broker.email, 5)
    assert sign_in(client, broker.email).status_code == 429

    client.cookies["known"] = known
    assert sign_in(client, broker.email).status_code == 302


def test_a_new_password_opens_where_a_neighbour_used_all_attempts_up(
    client, broker, settings
):
    tries(client, broker.email, 6)
    link = client.get(address(broker).removeprefix(settings.PORTAL_URL))["Location"]
    client.post(link, dict.fromkeys(["new_password1", "new_password2"], PASSWORD))

    assert sign_in(client, broker.email).status_code == 302


def test_whoever_holds_a_network_of_ipv6_is_counted_once(client, broker):
    codes = []
    for number in range(7):
        codes += tries(client, broker.email, 1, REMOTE_ADDR=f"2001:db8::{number}:1")

    assert codes == [200] * 5 + [429] * 2
    assert tries(client, broker.email, 1, REMOTE_ADDR="2001:db8:0:1::1") == [200]


def test_a_known_browser_of_one_person_opens_no_door_to_another(
    client, broker, carrier
):
    sign_in(client, broker.email)
    leave(client)

    assert tries(client, carrier.email, 6) == [200] * 5 + [429]


def test_a_known_browser_may_guess_ten_times_only(client, broker):
    sign_in(client, broker.email)
    leave(client)

    assert tries(client, broker.email, 12) == [200] * 10 + [429] * 2


def test_one_connection_may_not_try_all_accounts(client, db):
    codes = [tries(client, f"p{n}@example.org", 1)[0] for n in range(52)]

    assert codes == [200] * 50 + [429] * 2


def test_after_a_quarter_of_an_hour_all_is_forgotten(client, broker):
    tries(client, broker.email, 6)
    FailedSignIn.objects.update(at=timezone.now() - timedelta(minutes=15))

    assert tries(client, broker.email, 1) == [200]
    assert FailedSignIn.objects.count() == 1


@pytest.mark.parametrize("cookie", ["", "x", "x:y:z", "WyJhIl0:1:2"])
def test_a_forged_mark_of_a_known_browser_is_nothing(client, broker, cookie):
    client.cookies["known"] = cookie

    assert tries(client, broker.email, 6) == [200] * 5 + [429]


def test_no_name_and_no_address_is_kept_of_who_tried(client, broker):
    tries(client, broker.email, 1)
    row = FailedSignIn.objects.get()

    assert (len(row.account), len(row.origin), row.device) == (40, 40, "")
    assert broker.email not in str(vars(row))
