"""A list with its filters is kept under a name, by its owner alone."""

import pytest

from accounts.actions import privacy
from accounts.forms.searches import MOST
from accounts.models import SavedSearch
from audit.models import Entry
from portal.context_processors import LISTS
from tests.test_access import names

KEEP = "/accounts/searches/keep/?address="
LIST = "/commitments/?q=quai&overdue=on"
ASKED = "/commitments/%3Fq%3Dquai%26overdue%3Don"


def keep(client, address=ASKED, name="Quais en retard", prefix=""):
    return client.post(f"{prefix}{KEEP}{address}", {"name": name})


def test_a_filtered_list_is_kept_and_stands_on_the_dashboard(client, broker):
    client.force_login(broker)
    page = client.get(LIST).text
    assert (
        f'href="/accounts/searches/keep/?address={ASKED.replace("/", "%2F")}"' in page
    )

    assert keep(client).url == LIST
    assert list(client.get("/dashboard/").context["searches"]) == [
        SavedSearch.objects.get(user=broker, name="Quais en retard", address=LIST)
    ]
    assert Entry.objects.filter(verb="savedsearch.kept", by=broker).count() == 1


def test_a_search_kept_in_english_opens_in_the_language_of_the_reader(client, broker):
    client.force_login(broker)
    answer = keep(client, "/en/commitments/%3Fq%3Dquai", prefix="/en")

    assert answer.url == "/en/commitments/?q=quai"
    assert SavedSearch.objects.get().address == "/commitments/?q=quai"
    assert 'href="/commitments/?q=quai"' in client.get("/dashboard/").text


def test_pages_without_filters_and_strangers_are_offered_nothing(client, broker):
    assert "searches/keep" not in client.get(LIST).text
    client.force_login(broker)
    assert "searches/keep" not in client.get("/commitments/").text
    assert "Garder cette" not in client.get("/first-steps/?x=1").text


def test_every_list_that_may_be_kept_is_an_address_of_the_portal():
    assert set(names()) >= LISTS


@pytest.mark.parametrize(
    "address",
    ["https://example.com/", "//example.com/", "/nowhere/", "", "javascript:1"],
)
def test_only_addresses_of_the_portal_are_kept(client, broker, address):
    client.force_login(broker)

    assert keep(client, address).status_code == 404
    assert not SavedSearch.objects.exists()


def test_a_name_serves_once_and_what_was_typed_stays(client, broker):
    client.force_login(broker)
    keep(client)
    page = keep(client, "/instructions/%3Fq%3Dtransit")

    assert "Vous gardez déjà une autre recherche sous ce nom." in page.text
    assert 'value="Quais en retard"' in page.text


def test_no_more_are_kept_than_can_be_read(client, broker):
    client.force_login(broker)
    for number in range(MOST):
        broker.searches.create(name=str(number), address="/")

    assert "Retirez-en une d’abord." in keep(client).text
    assert broker.searches.count() == MOST


def test_only_its_owner_removes_a_search(client, broker, carrier):
    search = broker.searches.create(name="Retards", address=LIST)
    address = f"/accounts/searches/{search.pk}/drop/"
    client.force_login(carrier)
    assert client.post(address).status_code == 404
    client.force_login(broker)
    assert client.get(address).status_code == 405

    assert client.post(address).url == "/dashboard/"
    assert not SavedSearch.objects.exists()


def test_searches_are_erased_with_the_person(broker, administrator):
    broker.searches.create(name="Retards", address=LIST)
    broker.mandates.all().delete()
    broker.is_active = False
    broker.save()

    privacy.erase(user=broker, by=administrator, reason="Sa lettre du 3 mars")

    assert not SavedSearch.objects.exists()


def test_the_dashboard_asks_as_much_for_many_searches_as_for_none(
    client, broker, queries
):
    client.force_login(broker)
    none = queries("/dashboard/")
    for number in range(20):
        broker.searches.create(name=str(number), address=LIST)

    assert queries("/dashboard/") == none
