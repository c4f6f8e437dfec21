"""Topics and agendas in a real browser: on a phone without scripts, and by dragging."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from meetings.actions import agenda
from meetings.actions.publishing import publish
from meetings.models import Topic
from tests.browser import width_of

pytestmark = pytest.mark.browser
ABOVE = {"x": 60, "y": 4}


@pytest.fixture
def built(meeting, item, officer):
    for title in ("Cautions", "Délais", "Divers"):
        agenda.add_item(item=item(title, minutes=30), by=officer)
    return meeting


def at(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.programme.year, meeting.pk])


def order(meeting):
    rows = meeting.items.filter(is_follow_up=False).order_by("position")
    return [row.title for row in rows]


def test_a_topic_is_proposed_on_a_phone_without_scripts(
    open_page, broker, carrier, meeting, proposed
):
    first = proposed("Délais de la visite")
    page = open_page(360, user=carrier, java_script_enabled=False)
    page.goto("/meetings/topics/")
    page.get_by_role("link", name="Proposer un thème").click()
    page.get_by_label("Thème").fill("Délai des visites")
    page.get_by_role("button", name="Proposer le thème").click()

    page.get_by_text("Cela semble déjà proposé.").wait_for()
    assert page.get_by_label("Thème").input_value() == "Délai des visites"
    page.get_by_role("button", name="Envoyer mon thème malgré tout").click()
    page.get_by_text("Votre thème porte la référence").wait_for()
    assert Topic.objects.exclude(pk=first.pk).get().title == "Délai des visites"
    assert width_of(page) == 360


def test_duplicates_appear_while_one_types(open_page, broker, carrier, proposed):
    first = proposed("Délais de la visite")
    page = open_page(360, user=carrier)
    page.goto("/meetings/topics/propose/")
    page.get_by_label("Thème").press_sequentially("Délai des visites")
    page.get_by_role("button", name=f"Se joindre à {first.reference}").click()

    page.get_by_text("suit désormais ce thème avec les autres").wait_for()
    assert first.followers.count() == 2


def test_points_are_dragged_to_their_place(open_page, built, officer):
    page = open_page(user=officer)
    page.set_viewport_size({"width": 1280, "height": 1800})
    page.goto(at("agenda_build", built))
    points = page.locator("[data-item]")
    points.nth(2).locator(".grip").drag_to(points.nth(0), target_position=ABOVE)
    page.get_by_role("heading", name=re.compile("2. Divers")).wait_for()

    assert order(built) == ["Divers", "Cautions", "Délais"]


def test_a_drag_over_an_order_that_changed_is_refused_in_words(
    open_page, built, officer, allowed_statuses
):
    allowed_statuses.add(409)
    page = open_page(user=officer)
    page.set_viewport_size({"width": 1280, "height": 1800})
    page.goto(at("agenda_build", built))
    last = built.items.get(title="Divers")
    agenda.move_item(item=last, to=1, by=officer)
    points = page.locator("[data-item]")
    points.nth(1).locator(".grip").drag_to(points.nth(0), target_position=ABOVE)

    page.get_by_text("Quelqu’un d’autre a modifié cet ordre du jour").wait_for()
    assert order(built) == ["Divers", "Cautions", "Délais"]


def test_the_buttons_order_without_scripts_on_a_phone(open_page, built, officer):
    page = open_page(360, user=officer, java_script_enabled=False)
    page.goto(at("agenda_build", built))
    page.get_by_role("button", name="Monter Divers").click()
    page.get_by_text("L’ordre a été modifié.").wait_for()
    page.get_by_role("button", name="Monter Divers").click()
    page.get_by_role("heading", name="2. Divers").wait_for()

    assert order(built) == ["Divers", "Cautions", "Délais"]
    assert width_of(page) == 360


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_for_everybody(
    language, open_page, built, officer, broker, proposed
):
    topic = proposed(meeting=built)
    publish(meeting=built, by=officer)
    page = open_page(360, user=officer)
    for address in (
        "/meetings/topics/",
        "/meetings/topics/propose/",
        topic.get_absolute_url(),
        f"{topic.get_absolute_url()}merge/",
        at("call_for_meeting", built),
        at("agenda_build", built),
        at("agenda", built),
    ):
        page.goto(f"{language}{address}")
        found = Axe().run(page).response["violations"]
        assert [(address, v["id"], v["nodes"][0]["html"]) for v in found] == []
