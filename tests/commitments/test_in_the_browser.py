"""Two sides walk a promise to its end in a real browser; no page breaks a rule."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from commitments import actions
from commitments.models import Commitment, State
from tests.browser import width_of
from tests.portal.test_look import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def broken(page):
    """Rules that a page breaks, and whether it is wider than its screen."""
    found = Axe().run(page, options=RULES).response["violations"]
    broken = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]
    if width_of(page) > page.viewport_size["width"]:
        broken.append((page.url, "wider than the screen"))
    return broken


@pytest.mark.parametrize("width", [360, 1280])
def test_public_pages_break_no_rule(
    open_page, promise, officer, secretary, today, width
):
    plan = actions.write_plan(
        title="Plan",
        starts_on=today,
        ends_on=today.replace(year=today.year + 2),
        by=officer,
    )
    objective = actions.write_objective(
        plan=plan, number=1, title="Publier", factor=3, by=officer
    )
    actions.publish_plan(plan=plan, by=officer)
    commitment = promise(level="public", objective=objective)
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    page = open_page(width)
    for address in (
        *("", "?q=rien", "indicators/", "factors/3/", "plans/", f"plans/{plan.pk}/"),
        f"{commitment.reference}/",
    ):
        for prefix in ("", "/en"):
            page.goto(f"{prefix}/commitments/{address}")
            assert broken(page) == []


def test_a_claim_is_contested_then_claimed_again_and_confirmed(
    open_page, commitment, secretary, broker
):
    owner, other = open_page(360, user=secretary), open_page(360, user=broker)
    address = f"/commitments/{commitment.reference}/"

    def take(page, button, words):
        page.goto(address)
        page.locator(".actions").get_by_role("link", name=button).click()
        assert broken(page) == []
        page.locator("textarea").fill(words)
        page.locator("form .actions button").click()
        page.wait_for_url(f"**{address}")
        assert broken(page) == []

    take(owner, "Déclarer réalisé", "Panneau posé.")
    take(other, "Contester", "Illisible de nuit.")
    take(owner, "Déclarer réalisé", "Panneau éclairé.")
    take(other, "Confirmer", "Vu à Diboli.")
    expect(other.get_by_text("Tenu à temps.")).to_be_visible()
    assert Commitment.objects.get().state == State.KEPT
