import pytest
from django.contrib.auth.models import Group, Permission

from accounts import groups
from accounts.models import PasswordLink, User
from audit.models import Entry
from tests.conftest import mandate, person

LIST = "/en/admin/accounts/user/"
NO_MANDATE = {
    "mandates-TOTAL_FORMS": "0",
    "mandates-INITIAL_FORMS": "0",
}


def change(user):
    return f"{LIST}{user.pk}/change/"


def fields(user, **changed):
    values = {"email": user.email, "name": user.name, "language": user.language}
    return {**values, "phone": "", **NO_MANDATE, **changed}


def do(client, action, *users):
    keys = [user.pk for user in users]
    return client.post(LIST, {"action": action, "_selected_action": keys}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def manager(client, user_manager):
    client.force_login(user_manager)
    return client


@pytest.fixture
def superuser(client, administrator):
    client.force_login(administrator)
    return client


def test_a_manager_of_users_sees_people_and_organisations_and_nothing_else(manager):
    index = manager.get("/en/admin/")
    models = {
        model["object_name"]
        for app in index.context["app_list"]
        for model in app["models"]
    }

    assert models == {"User", "Organisation", "Office", "Mandate", "AccessRequest"}
    assert manager.get("/en/admin/workdays/holiday/").status_code == 403
    assert manager.get("/en/admin/auth/group/").status_code == 403
    assert manager.get("/en/admin/audit/entry/").status_code == 403


def test_whoever_is_not_staff_is_sent_to_sign_in(client, cast):
    for name in ("broker", "officer", "signatory", "secretary", "text_editor"):
        client.force_login(cast[name])
        assert client.get(LIST)["Location"] == f"/en/admin/login/?next={LIST}"


def test_a_new_account_has_no_password_and_is_invited(manager, user_manager):
    assert manager.get(f"{LIST}add/").status_code == 200
    new = {
        "email": "SG@Example.org",
        "name": "SG",
        "language": "fr",
        "is_invited": "on",
    }
    manager.post(f"{LIST}add/", new)

    user = User.objects.get(email="sg@example.org")
    assert not user.has_usable_password()
    link = PasswordLink.objects.get()
    assert (link.user, link.purpose, link.asked_by) == (user, "welcome", user_manager)
    created = Entry.objects.get(verb="user.created")
    assert (created.by, created.after["email"]) == (user_manager, "sg@example.org")


def test_an_address_that_exists_in_other_letters_is_refused_beside_its_field(
    manager, broker
):
    response = manager.post(
        f"{LIST}add/", {"email": "BROKER@example.org", "name": "X", "language": "fr"}
    )

    assert list(response.context["adminform"].form.errors) == ["email"]


def test_saving_a_person_leaves_a_trace_with_groups_before_and_after(
    manager, user_manager, broker
):
    officers = Group.objects.get(name=groups.PROGRAMME_OFFICER)
    response = manager.post(
        change(broker), fields(broker, name="Déclarant", groups=[officers.pk])
    )

    assert response.status_code == 302
    entry = Entry.objects.about(broker).get()
    assert (entry.verb, entry.by, entry.before, entry.after) == (
        "user.changed",
        user_manager,
        {"groups": [], "name": "Broker"},
        {"groups": ["programme officer"], "name": "Déclarant"},
    )


def test_saving_without_a_change_leaves_no_trace(manager, broker):
    manager.post(change(broker), fields(broker))

    assert not Entry.objects.about(broker).exists()


def test_a_manager_raises_nobody_to_staff_superuser_or_manager(manager, broker):
    managers = Group.objects.get(name=groups.USER_MANAGER)
    powers = {"is_staff": "on", "is_superuser": "on", "user_permissions": ["1"]}
    manager.post(change(broker), fields(broker, **powers))
    refused = manager.post(change(broker), fields(broker, groups=[managers.pk]))

    broker.refresh_from_db()
    assert (broker.is_staff, broker.is_superuser) == (False, False)
    assert not broker.user_permissions.exists()
    assert list(refused.context["adminform"].form.errors) == ["groups"]


def test_a_manager_changes_neither_own_account_nor_those_above(
    manager, user_manager, administrator
):
    colleague = person("colleague", groups.USER_MANAGER, is_staff=True)
    for above in (user_manager, administrator, colleague):
        assert manager.get(change(above)).status_code == 200
        refused = manager.post(change(above), fields(above, email="x@example.org"))
        assert refused.status_code == 403
    messages = said(do(manager, "deactivate", user_manager, administrator, colleague))
    assert messages == [
        "Only a superuser may change the account of Admin.",
        "Only a superuser may change the account of Colleague.",
        "You cannot deactivate your own account.",
    ]
    assert User.objects.filter(is_active=False).count() == 0


def test_a_superuser_may_make_a_manager(superuser, broker):
    managers = Group.objects.get(name=groups.USER_MANAGER)
    superuser.post(change(broker), fields(broker, groups=[managers.pk], is_staff="on"))

    broker.refresh_from_db()
    assert broker.is_staff
    assert list(broker.groups.all()) == [managers]


def test_nobody_is_deleted_and_no_password_is_typed_for_somebody_else(
    superuser, broker
):
    assert superuser.get(f"{LIST}{broker.pk}/delete/").status_code == 403
    assert superuser.get(f"{LIST}{broker.pk}/password/").status_code == 302
    assert "delete_selected" not in superuser.get(LIST).content.decode()


def test_people_are_deactivated_reactivated_and_invited_from_the_list(
    manager, broker, carrier
):
    do(manager, "deactivate", broker, carrier)
    assert set(User.objects.filter(is_active=False)) == {broker, carrier}
    do(manager, "reactivate", broker)
    invited = do(manager, "invite", broker, carrier)

    assert said(invited) == [
        "The account of carrier@example.org is deactivated.",
        "Done for 1 person.",
    ]
    assert [link.user for link in PasswordLink.objects.all()] == [broker]
    verbs = Entry.objects.about(broker).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["user.deactivated", "user.reactivated", "user.welcome_owed"]


def test_a_mandate_is_given_and_ended_in_place_with_a_trace(
    manager, user_manager, broker, carriers
):
    first = broker.mandates.get()
    row = {
        "mandates-TOTAL_FORMS": "2",
        "mandates-INITIAL_FORMS": "1",
        "mandates-0-id": first.pk,
        "mandates-0-user": broker.pk,
        "mandates-0-organisation": first.organisation_id,
        "mandates-0-function": first.function,
        "mandates-0-is_focal_point": "on",
        "mandates-0-starts_on": first.starts_on.isoformat(),
        "mandates-0-ends_on": first.starts_on.isoformat(),
        "mandates-1-user": broker.pk,
        "mandates-1-organisation": carriers.pk,
        "mandates-1-function": "Juriste",
        "mandates-1-starts_on": "2026-01-05",
    }
    response = manager.post(change(broker), fields(broker) | row)

    assert response.status_code == 302
    assert [m.organisation for m in broker.mandates.current()] == [carriers]
    entries = Entry.objects.filter(about_type="accounts.mandate").order_by("verb")
    assert [(e.verb, e.by) for e in entries] == [
        ("mandate.changed", user_manager),
        ("mandate.created", user_manager),
    ]
    assert entries[0].after == {"ends_on": first.starts_on.isoformat()}


def test_a_manager_gives_nobody_a_mandate_in_own_name(manager, user_manager, brokers):
    response = manager.post(
        "/en/admin/accounts/mandate/add/",
        {
            "user": user_manager.pk,
            "organisation": brokers.pk,
            "function": "Point focal",
            "starts_on": "2026-01-05",
        },
    )

    assert response.context["adminform"].form.non_field_errors() == [
        "Nobody gives themselves a mandate."
    ]
    assert not user_manager.mandates.exists()


def test_mandates_are_ended_from_their_list(manager, broker, user_manager, brokers):
    path = "/en/admin/accounts/mandate/"
    keys = [broker.mandates.get().pk]
    response = manager.post(
        path, {"action": "end", "_selected_action": keys}, follow=True
    )
    assert said(response) == ["1 mandate ended."]
    assert broker.mandates.get().ends_on is not None

    own = mandate(user_manager, brokers)
    refused = manager.post(
        path, {"action": "end", "_selected_action": [own.pk]}, follow=True
    )
    assert said(refused) == ["Nobody ends their own mandate."]


@pytest.mark.parametrize("query", ["?q=broker", "?is_active__exact=1", "?q=fetram", ""])
def test_people_are_searched_and_filtered(manager, broker, query):
    page = manager.get(LIST + query)

    assert broker in page.context["cl"].result_list


def test_groups_are_named_in_the_readers_language(manager):
    page = manager.get("/admin/accounts/user/").text

    assert "secrétaire local" in page
    assert "local secretary" not in page


def test_the_auditor_reads_everybody_and_changes_nobody(client, auditor, broker):
    client.force_login(auditor)

    assert client.get(LIST).status_code == 200
    assert client.get(change(broker)).status_code == 200
    assert client.post(change(broker), fields(broker, name="X")).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.get("/en/admin/audit/entry/").status_code == 200
    assert client.get("/en/admin/auth/group/").status_code == 200


def test_the_list_of_people_asks_the_same_however_long(manager, queries, brokers):
    few = queries(LIST)
    for number in range(8):
        mandate(person(f"p{number}"), brokers)

    assert queries(LIST) == few


def test_the_list_of_mandates_asks_the_same_however_long(manager, queries, brokers):
    mandate(person("p"), brokers)
    few = queries("/en/admin/accounts/mandate/")
    for number in range(8):
        mandate(person(f"p{number}"), brokers)

    assert queries("/en/admin/accounts/mandate/") == few


@pytest.mark.parametrize("lookup", ["password", "password__startswith"])
def test_nobody_finds_out_a_password_by_filtering(client, auditor, lookup):
    client.force_login(auditor)

    assert client.get(LIST, {"email__startswith": "a"}).status_code == 200
    assert client.get(LIST, {lookup: "argon2"}).status_code == 400


@pytest.mark.parametrize("power", ["change_user", "change_group"])
def test_power_over_people_is_a_superusers_to_give_whatever_its_group(
    client, user_manager, power
):
    tuners = Group.objects.create(name="tuners")
    tuners.permissions.add(Permission.objects.get(codename=power))
    tuner, helper = person("tuner", is_staff=True), person("helper", is_staff=True)
    tuner.groups.add(tuners)
    client.force_login(user_manager)

    taken = client.post(change(tuner), fields(tuner, email="mine@example.org"))
    client.post(change(helper), fields(helper, groups=[tuners.pk]))

    tuner.refresh_from_db()
    assert (taken.status_code, tuner.email) == (403, "tuner@example.org")
    assert list(helper.groups.all()) == []
