"""What takes long says so, and says when it is done."""

import pytest
from playwright.sync_api import expect

from surveys.models import Version
from tests.surveys.conftest import small_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_file_on_its_way_shows_a_bar(open_page, programme, officer):
    page = open_page(360, user=officer)
    page.goto(f"/en/meetings/{programme.year}/import/")
    expect(page.locator("[data-busy]")).to_be_hidden()
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name="Check the file").click()

    expect(
        page.get_by_role("progressbar", name="The file is on its way")
    ).to_be_visible()


def test_a_table_on_its_way_shows_a_bar_and_is_saved_under_its_name(open_page, brokers):
    page = open_page(360)
    page.goto("/en/directory/")
    waiting = []
    page.route("**/*.csv", lambda route: waiting.append(route))
    page.locator("a[href*='.csv']").click()
    bar = page.get_by_role("progressbar", name="The file is being made")
    expect(bar).to_be_visible()

    with page.expect_download() as saved:
        waiting[0].continue_()
    assert saved.value.suggested_filename.endswith(".csv")
    assert brokers.acronym in saved.value.path().read_text("utf-8-sig")
    expect(bar).to_be_hidden()
    assert len(waiting) == 1


def test_a_table_that_does_not_come_is_asked_for_by_the_browser(open_page, brokers):
    page = open_page(360)
    page.goto("/en/directory/")
    page.route("**/*.csv", lambda route: route.fulfill(status=200, body="none today"))
    page.locator("a[href*='.csv']").click()

    expect(page.get_by_text("none today")).to_be_visible()


def test_a_desk_that_waits_for_figures_shows_them_by_itself(open_page, survey_analyst):
    version = small_version(survey_analyst, year=2024)
    Version.objects.filter(pk=version.pk).update(wants_computing=True)
    page = open_page(user=survey_analyst)
    page.goto("/en/surveys/2024/desk/")
    expect(page.locator("[data-again]")).to_be_visible()

    Version.objects.filter(pk=version.pk).update(wants_computing=False)
    expect(page.locator("[data-again]")).to_have_count(0)
