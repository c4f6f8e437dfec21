"""One story, from a topic to the next wave, walked by two sides and both ways.

`make story` runs it alone. What the post brought stands in `story/letters.txt`, which
`WRITE=1 make story` writes anew where the words of a letter were changed on purpose.
"""

import os
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from instructions.models import Instruction
from meetings.models import Minutes
from tests.fixtures import sign_in
from tests.story import clock as clocks
from tests.story import delivery, dialogue
from tests.story.postman import Postman

pytestmark = [
    pytest.mark.browser,
    pytest.mark.servers,
    pytest.mark.django_db(transaction=True),
]
LETTERS = Path(__file__).parent / "story" / "letters.txt"


def walk(page, start, *steps):
    """Follow one link after another; each must stand on the page before."""
    page.goto(start)
    for address in steps:
        link = page.locator(f"a[href='{address}'], a[href^='{address}#']").first
        expect(link).to_be_visible()
        link.click()
        page.wait_for_url(lambda url, address=address: address in url)


def walk_both_ways(page, meeting, topic, promise):
    """By the links alone: from the topic to the wave, and all the way back."""
    stations = [
        f"/meetings/topics/{topic}/",
        f"{meeting.get_absolute_url()}agenda/",
        Minutes.objects.get().get_absolute_url(),
        f"/commitments/{promise}/",
        Instruction.objects.get().get_absolute_url(),
        "/commitments/factors/3/",
        "/surveys/2026/factor/3/",
        "/surveys/2026/",
    ]
    walk(page, *stations)
    walk(page, *reversed(stations))


def stands_on_the_factor(page, promise):
    """The page of the factor in the wave shows the promise, and that it was kept."""
    page.goto("/surveys/2026/factor/3/")
    row = page.get_by_role("main").locator("tr, li", has_text=promise).first
    expect(row.locator(f"a[href='/commitments/{promise}/']")).to_be_visible()
    expect(row).to_contain_text("tenu")


@pytest.fixture
def clock():
    """From here on it is March 2026, for whatever comes after."""
    with clocks.running() as clock:
        yield clock


@pytest.fixture
def postman(clock, cast, open_page, live_server, monkeypatch):
    """Both sides with their mailboxes: a phone of the trade, a desk of Customs."""
    monkeypatch.setattr("notices.tasks.ring", lambda: None)
    readers = {}
    for name, width in (("broker", 360), ("officer", 1280)):
        page = readers[cast[name].email] = open_page(width, cast[name])
        # A session lasts two weeks, and the story seven months.
        clock.on_a_new_day.append(partial(sign_in, page, cast[name], live_server))
    return Postman(clock, readers)


def prepare(phone, desk, meeting, clock, postman):
    """Topic, agenda, convocation, answer, and the reminder before the day."""
    topic = dialogue.propose(phone, meeting)
    postman.bring("01 Un thème est proposé")
    clock.to(3, 3)
    dialogue.build_agenda(desk, meeting, topic)
    letters = postman.bring("02 L’ordre du jour et la convocation")
    dialogue.answer_yes(phone, letters["broker", "Convocation"])
    clock.to(3, 20)
    postman.bring("03 La réunion approche")
    return topic


def meet(phone, desk, meeting, parties, clock, postman):
    """The meeting and its minutes: corrected, approved by both, published."""
    clock.to(3, 23, 12)
    dialogue.write_minutes(desk, meeting, *parties)
    postman.bring("04 Le compte rendu est diffusé")
    clock.to(3, 24)
    dialogue.correct(phone)
    postman.bring("05 Une correction est proposée")
    dialogue.take(desk)
    postman.bring("06 Elle est retenue")
    clock.to(3, 25)
    dialogue.approve(phone)
    dialogue.approve(desk)
    promise = dialogue.publish(desk)
    postman.bring("07 Le compte rendu est approuvé et publié")
    return promise


def test_a_topic_becomes_a_promise_kept_a_text_and_a_figure(
    clock, postman, open_page, meeting, cast, customs, brokers
):
    phone, desk = postman.readers.values()

    topic = prepare(phone, desk, meeting, clock, postman)
    promise = meet(phone, desk, meeting, (customs, brokers), clock, postman)
    clock.to(4, 1)
    postman.bring("08 Le mois commence")
    clock.to(5, 1)
    postman.bring("09 L’échéance approche")
    delivery.contest_and_keep(desk, phone, promise, clock, postman)
    clock.to(6, 8)
    writers = [open_page(1280, cast[name]) for name in delivery.WRITERS]
    delivery.write_the_text(*writers, customs)
    postman.bring("14 Le texte est publié")
    clock.to(10, 5)
    surveyors = [open_page(1280, cast[name]) for name in delivery.SURVEYORS]
    delivery.ask_again(*surveyors, clock)
    postman.bring("15 Le sondage est publié")

    found = postman.correspondence()
    if os.environ.get("WRITE"):
        LETTERS.write_text(found)
    assert found == LETTERS.read_text()
    stands_on_the_factor(phone, promise)
    walk_both_ways(phone, meeting, topic, promise)
