"""Every kind of page about texts, as axe and a phone see it; writing by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from instructions.models import Comment, Version
from tests.browser import width_of
from tests.portal.test_look import RULES

pytestmark = pytest.mark.browser

OPEN_TO_ALL = (
    "/instructions/",
    "/instructions/?q=délai&on=2026-01-01",
    "/instructions/{text}/",
    "/instructions/{text}/?known=2020-01-01",
    "/instructions/{text}/v1..v2/",
    "/instructions/{text}/history/",
    "/instructions/path/",
    "/instructions/path/3/",
    "/instructions/consultations/",
    "/instructions/{asked}/v1/consultation/",
    "/instructions/kept/",
)
OF_PARTNERS = (
    "/instructions/{text}/",
    "/instructions/{asked}/v1/consultation/",
    "/instructions/{text}/v2/difficulty/",
    "/instructions/subscriptions/",
    "/instructions/acknowledgements/",
    "/instructions/difficulties/",
    "/instructions/difficulties/{difficulty}/",
)
OF_EDITORS = (
    "/instructions/drafts/",
    "/instructions/new/",
    "/instructions/{text}/about/",
    "/instructions/{draft}/v1/",
    "/instructions/{draft}/v1/write/",
    "/instructions/{draft}/v1/open/",
    "/instructions/difficulties/{difficulty}/",
)


@pytest.fixture
def allowed_statuses():
    return {404}


@pytest.fixture
def seen(texts):
    """What is wrong with each address, in both languages, at the page's width."""

    def seen(page, addresses):
        names = {
            "text": texts["TEXT"],
            "asked": texts["ASKED_TEXT"],
            "draft": texts["DRAFT_TEXT"],
            "difficulty": texts["DIFFICULTY"],
        }
        found = []
        for address in addresses:
            for prefix in ("", "/en"):
                page.goto(prefix + address.format(**names))
                found += [
                    (page.url, violation["id"], [n["html"] for n in violation["nodes"]])
                    for violation in Axe()
                    .run(page, options=RULES)
                    .response["violations"]
                ]
                width = width_of(page)
                if width > page.viewport_size["width"]:
                    found.append((page.url, "wider than the screen", width))
        return found

    return seen


def test_the_pages_of_texts_are_accessible_on_a_phone(
    open_page, seen, broker, text_editor
):
    assert seen(open_page(360), OPEN_TO_ALL) == []
    assert seen(open_page(360, broker), OF_PARTNERS) == []
    assert seen(open_page(360, text_editor), OF_EDITORS) == []


def tab_to(page, name):
    """Walk by the Tab key until a field or button has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''") == name:
            return
    pytest.fail(f"The Tab key never reaches {name}.")


def test_a_draft_is_written_by_keyboard(open_page, texts, text_editor):
    desk = open_page(1280, text_editor)
    desk.goto(f"/instructions/{texts['DRAFT_TEXT']}/v1/write/")
    tab_to(desk, "text")
    desk.keyboard.press("Control+End")
    desk.keyboard.type("\n\n### Article 2. Effet\n\nDès demain.")
    tab_to(desk, "preview")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("main")).to_contain_text("Aperçu")
    tab_to(desk, "legal_basis")
    tab_to(desk, "relation-0-verb")
    while desk.evaluate("document.activeElement.tagName") != "BUTTON":
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("main")).to_contain_text("Le projet est enregistré.")
    draft = Version.objects.get(instruction__slug=texts["DRAFT_TEXT"])
    assert [a.label for a in draft.articles.all()] == ["Article 1", "Article 2"]


def test_a_comment_is_sent_by_keyboard(open_page, texts, broker):
    phone = open_page(360, broker)
    phone.goto(f"/instructions/{texts['ASKED_TEXT']}/v1/consultation/")
    tab_to(phone, "article")
    phone.keyboard.press("ArrowDown")
    tab_to(phone, "text")
    phone.keyboard.type("Trop court.")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("main")).to_contain_text("est reçue sous le numéro")
    assert (Comment.objects.get().text, Comment.objects.get().article_key) == (
        "Trop court.",
        "art-1",
    )
