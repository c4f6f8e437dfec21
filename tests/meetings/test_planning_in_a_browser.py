"""The year's programme in a real browser: imported, planned, published, printed."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Organisation
from meetings.models import Meeting
from tests.browser import width_of
from tests.meetings.year_2027 import DATA

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_spreadsheet_becomes_a_published_programme(
    open_page, house, holidays_2027, programme_2027, officer, signatory, ending
):
    page = open_page(user=officer)
    page.goto("/meetings/2027/planner/")
    page.get_by_role("link", name="Importer un fichier").click()
    page.locator("[name=file]").set_input_files(DATA / f"programme-2027.{ending}")
    page.get_by_role("button", name="Vérifier le fichier").click()
    page.get_by_role("heading", name="Conflits").wait_for()
    assert page.locator("tbody tr").count() == 19
    page.get_by_role("button", name="Importer 85 réunions").click()
    page.get_by_text("Réunions importées").wait_for()
    assert page.locator("[data-meeting]").count() == 85
    assert page.locator("#conflicts ~ .table-wrap tbody tr").count() == 19

    desk = open_page(user=signatory)
    desk.goto("/meetings/2027/")
    desk.get_by_role("link", name="Avis et publication").click()
    desk.get_by_role("button", name="Signer et publier").click()
    desk.get_by_text("Le programme est signé et publié.").wait_for()

    stranger = open_page()
    stranger.goto("/meetings/2027/")
    assert stranger.get_by_text("5 réunions", exact=True).is_visible()


def test_the_year_is_read_on_a_phone_without_scripts(open_page, imported):
    imported.state, imported.published_at = "published", timezone.now()
    imported.save()
    page = open_page(360, java_script_enabled=False)

    for prefix, show, totals in (
        ("", "Afficher", ("5 réunions", "2 réunions")),
        ("/en", "Show", ("5 meetings", "2 meetings")),
    ):
        page.goto(f"{prefix}/meetings/2027/")
        assert page.get_by_text(totals[0], exact=True).is_visible()
        page.locator("summary", has_text=re.compile("Filt")).click()
        page.locator("select[name=organisation]").select_option("GCM")
        page.get_by_role("button", name=show).click()
        page.goto(
            f"{prefix}/meetings/2027/?view=list&kind=information&organisation=GCM"
        )
        assert page.locator("tbody tr").count() == 1
        width = width_of(page)
        assert width == 360


def test_the_year_fits_on_one_a3_page(open_page, imported, officer):
    page = open_page(user=officer)
    page.goto("/meetings/2027/print/")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)
    assert [round(float(side) / 72 * 25.4) for side in box.split()] == [0, 0, 420, 297]


def test_a_meeting_is_dragged_to_another_day_after_a_look_at_its_conflicts(
    open_page, imported, officer
):
    Organisation.objects.create(kind="association", acronym="UNTM", name="Oubliée")
    meeting = imported.meetings.get(title="Nouveautés du tarif")
    page = open_page(user=officer)
    page.goto("/meetings/2027/planner/")
    assert page.get_by_text("aucune réunion").is_visible()

    page.drag_and_drop(
        f"[data-meeting='{meeting.pk}']", "td:has([href$='?date=2027-07-24'])"
    )
    page.locator("#move").get_by_text("fin de semaine").wait_for()
    page.locator("#move input[type=date]").fill("2027-07-23")
    page.locator("#move").get_by_text("Rien ne s’y oppose").wait_for()
    page.locator("#move").get_by_role("button", name="Déplacer la réunion").click()
    page.get_by_text("La réunion a été déplacée.").wait_for()

    moved = Meeting.objects.get(pk=meeting.pk)
    assert timezone.localdate(moved.starts_at) == date(2027, 7, 23)


def test_a_meeting_is_moved_by_keyboard(open_page, imported, officer):
    meeting = imported.meetings.get(title="Nouveautés du tarif")
    page = open_page(user=officer)
    page.goto("/meetings/2027/planner/")

    page.locator(f"[data-meeting='{meeting.pk}'] a.move").focus()
    page.keyboard.press("Enter")
    page.locator("#move input[type=date]").wait_for()
    assert page.evaluate("document.activeElement.type") == "date"
    page.keyboard.press("Escape")
    expect(page.locator("#move")).to_be_hidden()


def test_a_meeting_is_moved_by_its_arrows_and_only_once_confirmed(
    open_page, meeting, officer
):
    page = open_page(user=officer)
    day = timezone.localdate(meeting.starts_at)
    page.goto(f"/en/meetings/{meeting.programme.year}/planner/")
    move = page.locator(f"[data-meeting='{meeting.pk}'] a.move")
    move.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#id_day")).to_have_value(str(day + timedelta(days=7)))
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#id_day")).to_have_value(str(day + timedelta(days=6)))
    page.keyboard.press("Escape")
    expect(page.locator("#move")).to_be_hidden()
    expect(move).to_be_focused()

    page.keyboard.press("ArrowRight")
    expect(page.locator("#id_day")).to_have_value(str(day + timedelta(days=1)))
    meeting.refresh_from_db()
    assert timezone.localdate(meeting.starts_at) == day
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move the meeting")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_text("The meeting was moved").wait_for()
    meeting.refresh_from_db()
    assert timezone.localdate(meeting.starts_at) == day + timedelta(days=1)
