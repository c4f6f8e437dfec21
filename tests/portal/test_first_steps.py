"""Where to begin: each role's three first things, with links that open."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import groups
from portal.first_steps import ROLES
from tests.portal.test_open_data import statuses

WHO = {
    "officer": ["Programme officer"],
    "signatory": ["Programme signatory"],
    "secretary": ["Local secretary"],
    "text_editor": ["Text editor"],
    "text_signatory": ["Text signatory"],
    "survey_analyst": ["Survey analyst"],
    "survey_approver": ["Survey approver"],
    "broker": ["Focal point of an organisation"],
    "auditor": ["Auditor"],
    "user_manager": ["User manager"],
    "administrator": ["Programme officer", "User manager"],
    "stranger": ["Everybody"],
}


def test_every_group_has_its_first_steps():
    assert set(groups.ALL) < set(ROLES)


@pytest.mark.parametrize("place", ["empty", "full"])
def test_each_link_opens_for_whom_it_is_meant(request, client, cast, place):
    if place == "full":
        request.getfixturevalue("world")
    shown, closed = {}, {}
    for who in WHO:
        client.logout()
        if cast[who] != AnonymousUser():
            client.force_login(cast[who])
        roles = client.get("/en/first-steps/").context["roles"]
        shown[who] = [str(role["name"]) for role in roles]
        links = [url for role in roles for _step, url in role["steps"]]
        assert len(links) == 3 * len(roles)
        if found := statuses(client, links):
            closed[who] = found

    assert shown == WHO
    assert closed == {}


def test_the_first_sign_in_leads_there_and_the_next_to_the_list(client, broker):
    form = {"username": broker.email, "password": "a good long password"}

    first = client.post("/accounts/login/", form)
    client.logout()
    second = client.post("/accounts/login/", form)

    assert (first.url, second.url) == ("/first-steps/", "/dashboard/")


def test_who_was_on_the_way_somewhere_gets_there_the_first_time_too(client, broker):
    form = {"username": broker.email, "password": "a good long password"}

    answer = client.post("/accounts/login/?next=/commitments/mine/", form)

    assert answer.url == "/commitments/mine/"
