"""A link of a letter opens what it was written for, and nothing else."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import reverse

PURPOSES = {
    "meetings:answer": "TOKEN",
    "meetings:day_own": "DAY_TOKEN",
    "notices:unsubscribe": "MANAGER_LETTERS",
}


def test_a_token_of_one_purpose_is_refused_at_every_other(client, world, subtests):
    for name, own in PURPOSES.items():
        for token in PURPOSES.values():
            address = reverse(name, args=[world[token]])
            for method in (client.get, client.post):
                with subtests.test(address=name, token=token, method=method.__name__):
                    is_opened = method(address).status_code < 400
                    assert is_opened == (token == own)


def test_a_token_that_was_changed_opens_nothing(client, world, subtests):
    for name, own in PURPOSES.items():
        token = world[own]
        for changed in (token[:-1], token[1:], token + "x", token.swapcase(), "x"):
            with subtests.test(address=name, token=changed):
                address = reverse(name, args=[quote(changed, safe=":.-_")])
                assert client.get(address).status_code >= 400


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF", "LANGUAGE"])
def test_cookies_are_kept_from_scripts_and_from_other_sites(cookie):
    assert getattr(settings, f"{cookie}_COOKIE_HTTPONLY")
    assert getattr(settings, f"{cookie}_COOKIE_SAMESITE") in {"Lax", "Strict"}
