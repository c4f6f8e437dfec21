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


def test_a_desk_that_waits_for_figures_shows_them_by_itself(open_page, survey_analyst):
    version = small_version(survey_analyst, year=2024)
    Version.objects.filter(pk=version.pk).update(wants_computing=True)
    page = open_page(user=survey_analyst)
    page.goto("/en/surveys/2024/desk/")
    expect(page.locator("[data-again]")).to_be_visible()

    Version.objects.filter(pk=version.pk).update(wants_computing=False)
    expect(page.locator("[data-again]")).to_have_count(0)
