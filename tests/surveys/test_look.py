"""What a real browser says of each kind of survey page."""

import io

import pytest
from pypdf import PdfReader

from surveys import actions, demo
from surveys.models import Wave
from tests.browser import width_of
from tests.portal.test_look import look_at
from tests.surveys.conftest import put_out, small_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = [
    *("/surveys/", "/surveys/2022/", "/surveys/2022/factor/1/"),
    *("/surveys/2022/question/P1/", "/surveys/2022/methodology/"),
    *("/surveys/2022/vs/2020/", "/surveys/2022/restitution/", "/surveys/2022/a4/"),
    *("/surveys/2022/v1.0.0/", "/"),
]
OFFICERS = [
    *("/surveys/2024/desk/", "/surveys/2024/desk/parameters/"),
    *("/surveys/2024/desk/levels/", "/surveys/2024/desk/import/", "/surveys/new/"),
]


@pytest.fixture
def waves(survey_analyst, survey_approver):
    """Two published waves and the draft of a third."""
    for year in (2020, 2022):
        version = small_version(survey_analyst, year=year)
        actions.submit(version=version, by=survey_analyst)
        put_out(version, survey_approver)
    return small_version(survey_analyst, year=2024)


@pytest.fixture
def both(survey_analyst, survey_approver):
    """The supplied waves, the later one with all its words."""
    _, second = demo.load()
    return put_out(second, survey_approver)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_public_pages_break_no_rule(open_page, waves, brokers, width, scheme):
    assert look_at(open_page(width, color_scheme=scheme), PUBLIC, brokers) == []


def test_the_pages_of_officers_break_no_rule(open_page, waves, brokers, survey_analyst):
    page = open_page(360, user=survey_analyst)
    assert look_at(page, OFFICERS, brokers) == []


def test_without_scripts_the_chart_is_there(open_page, both):
    page = open_page(360, java_script_enabled=False)
    page.goto("/surveys/2026/")
    assert page.locator("svg.plot circle").count() == 10
    assert page.locator("svg.plot path").count() == 8
    assert page.locator("svg.plot circle").first.is_visible()
    assert page.locator(".sizes dd").first.is_visible()


def test_the_sheet_is_one_page_of_a4(open_page, both):
    wave = Wave.objects.get(year=2026)
    page = open_page()
    for language, title in (("", wave.title), ("/en", wave.title_en)):
        page.goto(f"{language}/surveys/2026/a4/")
        sheet = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(sheet.pages) == 1
        width, height = sheet.pages[0].mediabox[2:]
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
        assert title in sheet.pages[0].extract_text().replace("\n", " ")


def test_what_is_projected_fits_the_screen(open_page, both):
    page = open_page()
    for width, height in ((1024, 768), (1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("/surveys/2026/restitution/")
        assert page.evaluate("document.documentElement.scrollHeight") <= height
        assert width_of(page) <= width
        assert page.locator("body > header").is_hidden()


def test_the_drawing_stands_out_in_forced_colours(open_page, waves):
    page = open_page(360, forced_colors="active")
    page.goto("/surveys/2022/")
    drawn = page.locator("svg.plot circle").first
    fill = drawn.evaluate("mark => getComputedStyle(mark).fill")
    behind = drawn.evaluate("mark => getComputedStyle(document.body).backgroundColor")
    line = page.locator("svg.plot line:not([class])").first
    assert fill != behind
    assert line.evaluate("mark => getComputedStyle(mark).stroke") == fill


def test_a_wave_in_print_shows_its_drawings(open_page, waves):
    page = open_page()
    page.goto("/surveys/2022/")
    page.emulate_media(media="print")
    fill = page.locator("svg.plot circle").first.evaluate(
        "mark => getComputedStyle(mark).fill"
    )
    assert fill == "rgb(0, 0, 0)"
    assert page.locator(".site-nav").is_hidden()
