import pytest

from audit.trail import record

LIST = "/en/admin/audit/entry/"


@pytest.fixture
def entry(brokers, officer):
    return record("organisation.changed", brokers, by=officer, reason="Faute de frappe")


def test_the_trail_is_read_by_the_auditor_and_changed_by_nobody(
    client, auditor, administrator, entry
):
    for reader in (auditor, administrator):
        client.force_login(reader)
        page = client.get(f"{LIST}{entry.pk}/change/")
        assert page.status_code == 200
        assert "Fédération des transitaires" in page.content.decode()
        assert client.get(LIST).status_code == 200
        assert client.post(f"{LIST}{entry.pk}/change/", {}).status_code == 403
        assert client.get(f"{LIST}{entry.pk}/delete/").status_code == 403
        assert client.get(f"{LIST}add/").status_code == 403


@pytest.mark.parametrize("words", ["fetram", "frappe", "officer@", "organisation.ch"])
def test_the_trail_is_searched_by_object_reason_person_and_verb(
    client, auditor, entry, words
):
    client.force_login(auditor)
    page = client.get(LIST, {"q": words})

    assert list(page.context["cl"].result_list) == [entry]


def test_the_trail_asks_the_same_however_long(
    client, auditor, entry, brokers, officer, queries
):
    client.force_login(auditor)
    few = queries(LIST)
    for _ in range(8):
        record("organisation.changed", brokers, by=officer)

    assert queries(LIST) == few
