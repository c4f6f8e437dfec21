"""The Django admin: which list opens to whom; nobody else gets past its door."""

from django.contrib import admin
from django.urls import reverse

USER_MANAGER = {
    "accounts.accessrequest",
    "accounts.mandate",
    "accounts.office",
    "accounts.organisation",
    "accounts.user",
}


def pages(action):
    """One page of every model in the admin, by the name of the model."""
    return {
        model._meta.label_lower: reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}"
        )
        for model in admin.site._registry
    }


def opened(client, person, action):
    """The models whose page opens to a person."""
    client.logout()
    if person.is_authenticated:
        client.force_login(person)
    return {
        name
        for name, url in pages(action).items()
        if client.get(url).status_code == 200
    }


def test_each_list_of_the_admin_opens_to_whom_it_is_for(cast, client):
    found = {name: opened(client, who, "changelist") for name, who in cast.items()}

    assert found.pop("administrator") == set(pages("changelist"))
    assert found.pop("auditor") == set(pages("changelist"))
    assert found.pop("user_manager") == USER_MANAGER
    assert set.union(*found.values()) == set()


def test_who_is_signed_in_and_no_staff_is_refused_and_not_led_in_a_circle(
    client, broker, auditor
):
    client.force_login(broker)
    refused = client.get("/admin/", follow=True)
    assert (refused.status_code, len(refused.redirect_chain)) == (403, 1)

    client.force_login(auditor)
    assert client.get("/admin/login/?next=/admin/", follow=True).status_code == 200


def test_a_user_manager_adds_people_and_an_auditor_nothing(cast, client):
    found = {name: opened(client, who, "add") for name, who in cast.items()}

    del found["administrator"]
    assert found.pop("user_manager") == USER_MANAGER - {"accounts.accessrequest"}
    assert set.union(*found.values()) == set()
