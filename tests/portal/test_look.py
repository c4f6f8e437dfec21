"""What a real browser says of the pages everybody meets."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from meetings.models import Level
from tests.browser import width_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Text keeps a contrast of 7:1: the enhanced rule is asked, and holds the weaker one.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
    },
    "resultTypes": ["violations"],
    "preload": False,
}
PUBLIC = ["/", "/directory/", "/directory/{organisation}/", "/accessibility/"]
PUBLIC += ["/accounts/login/", "/nowhere/", "/directory/?q=nothing"]


@pytest.fixture
def allowed_statuses():
    return {404}


def look_at(page, addresses, organisation):
    """Every violation and every page that is wider than its screen, in both languages."""
    found = []
    for address in addresses:
        for prefix in ("", "/en"):
            page.goto(prefix + address.format(organisation=organisation.pk))
            found += [
                (page.url, violation["id"], [n["html"] for n in violation["nodes"]])
                for violation in Axe().run(page, options=RULES).response["violations"]
            ]
            width = width_of(page)
            if width > page.viewport_size["width"]:
                found.append((page.url, "wider than the screen", width))
    return found


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_public_pages_break_no_rule(open_page, meeting, office, brokers, width, scheme):
    meeting.level = Level.PUBLIC
    meeting.save()
    page = open_page(width, color_scheme=scheme)

    assert look_at(page, PUBLIC, brokers) == []


def test_the_pages_of_an_officer_break_no_rule(open_page, meeting, brokers, officer):
    page = open_page(1280, user=officer)
    year, own = f"/meetings/{meeting.programme.year}/", meeting.get_absolute_url()

    assert look_at(page, ["/dashboard/", year, own, f"{own}convene/"], brokers) == []
    page.click("details.account summary")
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_the_planner_and_a_refused_form_break_no_rule(open_page, meeting, officer):
    page = open_page(360, user=officer)
    year = f"/meetings/{meeting.programme.year}/"
    assert look_at(page, [f"{year}planner/", f"{year}import/"], meeting.lead) == []

    page.goto(f"{year}add/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("main form button")
    expect(page.locator(".error-summary a").first).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_the_keyboard_skips_to_the_content(page, db):
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
