import pytest

from accounts.models import AccessRequest, Office, Organisation
from audit.models import Entry
from meetings.models import Committee, Room

LIST = "/en/admin/accounts/organisation/"
NO_MANDATE = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}
REQUESTS = "/en/admin/accounts/accessrequest/"


@pytest.fixture
def manager(client, user_manager):
    client.force_login(user_manager)
    return client


@pytest.fixture
def asked(brokers):
    return AccessRequest.objects.create(
        name="Secrétaire", email="sg@example.org", organisation=brokers, function="SG"
    )


def test_units_stand_under_the_unit_they_belong_to(manager, customs, region, brokers):
    Organisation.objects.create(
        kind="customs", acronym="BRPC", name="Relations publiques", parent=customs
    )
    Organisation.objects.create(
        kind="customs", acronym="Sub Diboli", name="Subdivision", parent=region
    )
    page = manager.get(LIST)
    rows = [
        (row.acronym, row.path.count(" › ")) for row in page.context["cl"].result_list
    ]

    assert rows == [
        ("FETRAM", 0),
        ("DGD", 0),
        ("BRPC", 1),
        ("DR Kayes", 1),
        ("Sub Diboli", 2),
    ]
    assert "\u2003\u2003Sub Diboli" in page.content.decode()


def test_a_unit_is_not_put_under_itself_by_a_detour(manager, customs, region):
    fields = {"kind": "customs", "acronym": "DGD", "name": "DGD", "parent": region.pk}
    response = manager.post(f"{LIST}{customs.pk}/change/", fields | NO_MANDATE)

    assert response.context["adminform"].form.errors == {
        "parent": ["This unit would be part of itself."]
    }


def test_only_a_customs_unit_has_a_parent_and_the_error_stands_beside_it(
    manager, customs, brokers
):
    fields = {"kind": "association", "acronym": "X", "name": "X", "parent": customs.pk}
    response = manager.post(f"{LIST}add/", fields | NO_MANDATE)

    assert list(response.context["adminform"].form.errors) == ["parent"]


def test_organisations_and_offices_are_deactivated_and_come_back(
    manager, user_manager, brokers, office
):
    for path, row in (
        (LIST, brokers),
        ("/en/admin/accounts/office/", office),
    ):
        keys = {"_selected_action": [row.pk]}
        manager.post(path, {"action": "deactivate", **keys})
        row.refresh_from_db()
        assert row.is_active is False
        manager.post(path, {"action": "reactivate", **keys})
        row.refresh_from_db()
        assert row.is_active is True
        assert manager.get(f"{path}{row.pk}/delete/").status_code == 403
    verbs = Entry.objects.order_by("pk").values_list("verb", "by__email")
    assert list(verbs) == [
        ("organisation.deactivated", user_manager.email),
        ("organisation.reactivated", user_manager.email),
        ("office.deactivated", user_manager.email),
        ("office.reactivated", user_manager.email),
    ]


def test_choosing_an_organisation_offers_active_ones(manager, brokers, carriers):
    Organisation.objects.filter(pk=carriers.pk).update(is_active=False)
    answer = manager.get(
        "/en/admin/autocomplete/",
        {
            "app_label": "accounts",
            "model_name": "mandate",
            "field_name": "organisation",
        },
    ).json()

    assert [row["text"] for row in answer["results"]] == ["FETRAM"]


@pytest.mark.parametrize("model", ["organisation", "office"])
def test_the_lists_ask_the_same_however_long(manager, queries, customs, model):
    path = f"/en/admin/accounts/{model}/"
    Office.objects.create(code="X", name="X", unit=customs)
    few = queries(path)
    for number in range(8):
        unit = Organisation.objects.create(
            kind="customs", acronym=f"U{number}", name="U", parent=customs
        )
        Office.objects.create(code=f"O{number}", name="O", unit=unit)

    assert queries(path) == few


def test_a_request_is_accepted_in_the_admin(manager, asked, brokers):
    page = manager.get(f"{REQUESTS}{asked.pk}/change/").content.decode()
    accept = f"{REQUESTS}{asked.pk}/accept/"
    assert accept in page
    assert manager.get(accept).status_code == 200
    manager.post(
        accept, {"organisation": brokers.pk, "function": "SG", "is_focal_point": "on"}
    )

    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert brokers.mandates.get(user__email="sg@example.org").is_focal_point
    assert accept not in manager.get(f"{REQUESTS}{asked.pk}/change/").content.decode()


def test_refusing_needs_a_reason(manager, asked):
    refuse = f"{REQUESTS}{asked.pk}/refuse/"
    empty = manager.post(refuse, {"reason": " "})
    assert list(empty.context["form"].errors) == ["reason"]

    manager.post(refuse, {"reason": "Sans mandat."})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "Sans mandat.")
    again = manager.post(refuse, {"reason": "Encore."})
    assert again.context["form"].non_field_errors() == [
        "This request has been answered already."
    ]


def test_the_state_of_a_request_is_read_only(manager, asked):
    assert manager.get(f"{REQUESTS}add/").status_code == 403
    posted = manager.post(f"{REQUESTS}{asked.pk}/change/", {"state": "accepted"})

    assert posted.status_code == 403
    assert manager.get(f"{REQUESTS}99999/accept/").status_code == 404


def test_the_auditor_reads_requests_and_answers_none(client, auditor, asked):
    client.force_login(auditor)

    page = client.get(f"{REQUESTS}{asked.pk}/change/")
    assert page.status_code == 200
    assert f"{asked.pk}/accept/" not in page.content.decode()
    assert client.get(f"{REQUESTS}{asked.pk}/accept/").status_code == 403
    assert client.post(f"{REQUESTS}{asked.pk}/refuse/", {}).status_code == 403


def test_the_list_of_requests_asks_the_same_however_long(manager, queries, brokers):
    def ask(number):
        AccessRequest.objects.create(
            name="X", email=f"{number}@example.org", organisation=brokers, function="X"
        )

    ask(0)
    few = queries(REQUESTS)
    for number in range(1, 9):
        ask(number)

    assert queries(REQUESTS) == few


def test_an_administrator_keeps_places_and_committees_with_a_trace(
    client, administrator, customs, office, brokers
):
    client.force_login(administrator)
    client.post("/en/admin/meetings/room/add/", {"name": "Salle 1"})
    client.post(
        "/en/admin/meetings/committee/add/",
        {
            "name": "Comité de Kayes",
            "kind": "local",
            "unit": customs.pk,
            "offices": [office.pk],
            "seats-TOTAL_FORMS": 1,
            "seats-INITIAL_FORMS": 0,
            "seats-0-organisation": brokers.pk,
            "seats-0-titular": "Président",
            "is_active": "on",
        },
    )

    room, committee = Room.objects.get(), Committee.objects.get()
    assert Entry.objects.about(room).get().verb == "room.created"
    after = Entry.objects.about(committee).get().after
    assert (after["members"], after["offices"]) == (["FETRAM"], ["Diboli"])
    assert client.get(f"/en/admin/meetings/room/{room.pk}/delete/").status_code == 403


@pytest.mark.parametrize("path", ["meetings/room/", "meetings/committee/"])
def test_the_lists_of_meetings_ask_the_same_however_long(
    client, administrator, queries, customs, path
):
    client.force_login(administrator)
    Committee.objects.create(name="A", kind="local", unit=customs)
    Room.objects.create(name="A")
    few = queries(f"/en/admin/{path}")
    for number in range(8):
        Committee.objects.create(name=f"{number}", kind="local", unit=customs)
        Room.objects.create(name=f"{number}")

    assert queries(f"/en/admin/{path}") == few
