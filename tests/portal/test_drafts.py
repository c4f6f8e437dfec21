"""What is typed in a long form stays in its tab until it is sent."""

import pytest
from playwright.sync_api import expect

from meetings.models import Topic
from tests.fixtures import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = "/en/meetings/topics/propose/"
SAID = "What you typed here was kept in this browser."


def written(page):
    return page.evaluate(
        "Object.keys(sessionStorage).filter(k => k.startsWith('draft:'))"
    )


def test_a_long_form_survives_until_it_is_sent(
    open_page, broker, programme, carrier, live_server
):
    page = open_page(360, user=broker)
    page.goto(FORM)
    page.get_by_label("Topic", exact=True).fill("Quai de Diboli")
    page.locator("[name=text]").fill("Deux jours d’attente.")
    page.reload()
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("Deux jours d’attente.")

    page.get_by_role("button", name="Start afresh").click()
    expect(page.locator("[name=text]")).to_have_value("")
    page.locator("[name=title]").fill("Quai de Diboli")
    page.locator("[name=text]").fill("Trois jours d’attente.")
    page.context.clear_cookies(name="sessionid")
    page.locator("main form button:not([type=button])").last.click()
    page.locator("[name=username]").fill(broker.email)
    page.locator("[name=password]").fill("a good long password")
    page.locator("main form button").first.click()
    expect(page.locator("[name=text]")).to_have_value("Trois jours d’attente.")

    page.locator("main form button:not([type=button])").last.click()
    expect(page.locator(".alert-success")).to_be_visible()
    assert Topic.objects.get().text == "Trois jours d’attente."
    page.goto(FORM)
    expect(page.locator("[name=text]")).to_have_value("")
    assert written(page) == []


def test_nothing_typed_outlives_the_session(open_page, broker, carrier, live_server):
    page = open_page(user=broker)
    page.goto(FORM)
    page.locator("[name=text]").fill("Entre nous.")
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert written(page) == []

    sign_in(page, broker, live_server)
    page.goto(FORM)
    page.locator("[name=text]").fill("Entre nous.")
    sign_in(page, carrier, live_server)
    page.goto(FORM)
    expect(page.locator("[name=text]")).to_have_value("")
    assert written(page) == []
