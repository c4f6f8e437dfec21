"""One click stops letters, and the trail knows it; reading the page does not."""

import pytest
from django.core import signing
from django.urls import reverse

from audit.models import Entry
from notices import unsubscribe
from notices.models import Preference

KIND = "accounts.access_asked"


@pytest.fixture
def address(user_manager):
    token = signing.dumps([KIND, user_manager.pk, ""], salt=unsubscribe.SALT)
    return reverse("notices:unsubscribe", args=[token])


def stopped(user):
    return list(Preference.objects.filter(user=user).values_list("kind", "how"))


def test_reading_the_address_stops_nothing(client, address, user_manager):
    assert client.head(address).status_code == 200
    assert client.get(address).status_code == 200
    assert stopped(user_manager) == []


@pytest.mark.parametrize("chosen", [None, Preference.How.DIGEST])
def test_a_stop_is_in_the_trail_once_however_often_it_is_posted(
    client, address, user_manager, chosen
):
    if chosen:
        Preference.objects.create(user=user_manager, kind=KIND, how=chosen)
    for _click in range(2):
        assert client.post(address).status_code == 200
    assert stopped(user_manager) == [(KIND, "off")]
    (entry,) = Entry.objects.filter(verb="preference.changed")
    assert (entry.before.get("how"), entry.after["how"]) == (chosen, "off")
