"""Writing minutes on a phone: saved as one types, across a lost line, by two at once."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from meetings.actions.minutes import writing
from meetings.models import Attendance, Minutes, Passage
from tests.browser import width_of
from tests.meetings.minutes import passage_of
from tests.meetings.test_minutes_pages import at
from tests.portal.test_look import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED, LOST = "Tout est enregistré.", "Pas de ligne"


def area(page, passage):
    return page.locator(f"#passage-{passage.pk}")


def fits(page):
    return width_of(page) <= 360


def test_what_is_typed_without_a_line_is_kept_and_sent_when_it_returns(
    open_page, draft, officer, problems
):
    page = open_page(360, officer)
    page.goto(at("write_minutes", draft))
    bar, passage = page.locator("#saving"), passage_of(draft)
    area(page, passage).fill("Un préavis de deux mois est donné.")
    expect(bar).to_have_attribute("data-state", "waiting")
    expect(bar).to_contain_text(SAVED)
    assert passage_of(draft).text == "Un préavis de deux mois est donné."

    page.context.set_offline(True)
    area(page, passage).fill("Un préavis de trois mois est donné.")
    expect(bar).to_contain_text(LOST)
    assert passage_of(draft).text == "Un préavis de deux mois est donné."
    assert fits(page)

    page.context.set_offline(False)
    expect(bar).to_contain_text(SAVED)
    problems.clear()
    assert passage_of(draft).text == "Un préavis de trois mois est donné."


def test_what_was_typed_without_a_line_survives_the_closed_page(
    open_page, draft, officer, problems
):
    page = open_page(360, officer)
    page.goto(at("write_minutes", draft))
    passage = passage_of(draft)
    page.context.set_offline(True)
    area(page, passage).fill("Tapé dans un tunnel.")
    expect(page.locator("#saving")).to_contain_text(LOST)
    page.close()

    problems.clear()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(at("write_minutes", draft))
    expect(again.locator("#saving")).to_contain_text(SAVED)

    assert area(again, passage).input_value() == "Tapé dans un tunnel."
    assert passage_of(draft).text == "Tapé dans un tunnel."


def test_two_who_write_in_the_same_place_see_both_texts_and_choose(
    open_page, draft, officer, secretary, allowed_statuses
):
    allowed_statuses.add(409)
    page = open_page(360, officer)
    page.goto(at("write_minutes", draft))
    passage = passage_of(draft)
    writing.write(passage=passage, text="Le texte de l’autre.", version=1, by=secretary)

    area(page, passage).fill("Mon texte.")
    theirs = page.locator(".theirs")
    expect(theirs).to_contain_text("Secretary a écrit entre-temps")
    expect(theirs).to_contain_text("Le texte de l’autre.")
    assert passage_of(draft).text == "Le texte de l’autre."
    assert Axe().run(page, options=RULES).response["violations"] == []

    theirs.get_by_role("button", name="Garder les deux").click()
    expect(page.locator("#saving")).to_contain_text(SAVED)
    assert passage_of(draft).text == "Le texte de l’autre.\n\nMon texte."


def test_a_delegate_is_marked_with_one_tap_each_way(open_page, held, officer):
    page = open_page(360, officer)
    page.goto(at("attendance", held))
    row = page.locator("li", has_text="Broker")

    row.get_by_role("button", name="Présent").click()
    expect(page.locator(".stats")).to_contain_text("1 présent")
    expect(row.get_by_role("button", name="Présent")).to_have_attribute(
        "aria-pressed", "true"
    )
    row.get_by_role("button", name="Absent").click()
    expect(row.get_by_role("button", name="Absent")).to_have_attribute(
        "aria-pressed", "true"
    )

    assert list(Attendance.objects.values_list("name", "is_present")) == [
        ("Broker", False)
    ]
    assert fits(page)


def test_minutes_are_begun_marked_and_written_without_scripts(open_page, held, officer):
    page = open_page(360, officer, java_script_enabled=False)
    page.goto(at("attendance", held))
    page.locator("li", has_text="Broker").get_by_role("button", name="Présent").click()
    expect(page.locator(".stats")).to_contain_text("1 présent")
    page.get_by_role("link", name="Rédiger le compte rendu").click()
    page.get_by_label("Décision").fill("Rien à signaler.")
    page.get_by_label("Un autre point").fill("Questions diverses")
    page.get_by_role("button", name="Enregistrer et ajouter le point").click()
    page.get_by_role("heading", name="2. Questions diverses").wait_for()

    minutes = Minutes.objects.get()
    assert passage_of(minutes, position=1).text == "Rien à signaler."
    assert Passage.objects.exclude(text="").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_minutes_break_no_rule(
    open_page, circulated, officer, broker, width
):
    found = []
    for user, addresses in (
        (officer, [at("attendance", circulated), circulated.get_absolute_url()]),
        (
            broker,
            [
                circulated.get_absolute_url(),
                at("approve_minutes", circulated),
                f"/meetings/{circulated.meeting.programme.year}/minutes/",
            ],
        ),
    ):
        page = open_page(width, user)
        for address in addresses:
            page.goto(address)
            violations = Axe().run(page, options=RULES).response["violations"]
            found += [(address, row["id"]) for row in violations]
            if width_of(page) > width:
                found.append((address, "wider than the screen"))

    assert found == []
