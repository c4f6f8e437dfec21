"""What cannot be taken back is asked first, without a script."""

import pytest
from django.urls import reverse

from meetings.models import Delegate, Paper

# Each address whose button stands in a list, and what of the world it is about.
ASKED = {
    "meetings:item_remove": "ITEM",
    "meetings:delegate_remove": "DELEGATE",
    "meetings:paper_withdraw": "PAPER",
    "meetings:session_remove": "SESSION",
    "meetings:day_guest_cancel": "REGISTRATION",
    "meetings:calendar_renew": "ORGANISATION",
    "commitments:plan_close": "PLAN",
}


@pytest.mark.parametrize("name", ASKED)
def test_the_button_of_a_list_asks_and_changes_nothing(
    client, world, officer, administrator, name
):
    client.force_login(administrator)
    address = reverse(name, args=[world[ASKED[name]]])

    page = client.post(address, {"ask": "1", "kept": "5"})

    assert page.status_code == 200
    assert page.templates[0].name == "audit/sure.html"
    assert f'<form method="post" action="{address}">' in page.text
    assert '<input type="hidden" name="kept" value="5">' in page.text
    assert 'name="ask"' not in page.text.partition("<main")[2]


def test_a_paper_is_withdrawn_by_the_second_button(client, world, officer):
    client.force_login(officer)
    address = reverse("meetings:paper_withdraw", args=[world["PAPER"]])
    here = {"Referer": "http://testserver/meetings/2026/1/?x=1"}

    asked = client.post(address, {"ask": "1"}, headers=here)
    assert 'href="/meetings/2026/1/?x=1"' in asked.text
    assert Paper.objects.get(pk=world["PAPER"]).withdrawn_at is None

    assert client.post(address).status_code == 302
    assert Paper.objects.get(pk=world["PAPER"]).withdrawn_at is not None


def test_no_way_back_leads_elsewhere(client, world, officer):
    client.force_login(officer)
    address = reverse("meetings:delegate_remove", args=[world["DELEGATE"]])
    asked = client.post(
        address, {"ask": "1"}, headers={"Referer": "https://example.com/bad"}
    )

    assert "example.com" not in asked.text
    assert Delegate.objects.get(pk=world["DELEGATE"]).is_active
