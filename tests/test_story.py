"""One story, from a topic to the next wave, walked by two sides and both ways.

`make story` runs it alone.
"""

import pytest
from playwright.sync_api import expect

from instructions.models import Instruction
from meetings.models import Minutes
from tests.story import delivery, dialogue
from tests.story.postman import Postman

pytestmark = [
    pytest.mark.browser,
    pytest.mark.servers,
    pytest.mark.django_db(transaction=True),
]

# The other mandates of the unit that owes the promise.
UNIT = ("signatory", "survey-analyst", "survey-approver", "text-editor")
UNIT += ("text-signatory",)


def to(people, kind):
    return [(person, kind) for person in people]


# What the post brought after each chapter.
LETTERS = [
    [],
    [
        ("broker", "Convocation"),
        ("broker", "Thème retenu"),
        ("broker", "À l’ordre du jour"),
    ],
    [("broker", "Compte rendu à corriger")],
    [("officer", "Correction proposée")],
    [("broker", "Compte rendu corrigé"), ("broker", "Votre correction")],
    [
        ("broker", "Compte rendu approuvé"),
        ("broker", "Compte rendu publié"),
        *to(["broker", *UNIT], "Engagement"),
    ],
    [("broker", "À confirmer")],
    to(["officer", *UNIT], "Contesté par FETRAM"),
    [],  # one letter of a kind a day: the second question waits for tomorrow
    to(["officer", *UNIT], "Tenu"),
    [
        *to(["broker", "officer", "secretary", *UNIT], "Résultats publiés"),
        ("carrier", "Survey results published"),
    ],
]


def walk(page, start, *steps):
    """Follow one link after another; each must stand on the page before."""
    page.goto(start)
    for link in steps:
        target = page.locator(f"main a[href*='{link}']").first
        expect(target).to_be_visible()
        target.click()
        page.wait_for_url(lambda address, link=link: link in address)


def walk_both_ways(page, meeting, topic, promise, year):
    """By the links alone: from the topic to the wave, and all the way back."""
    minutes = Minutes.objects.get().get_absolute_url()
    text = Instruction.objects.get().get_absolute_url()
    agenda = f"{meeting.get_absolute_url()}agenda/"
    wave, promise = f"/surveys/{year}/factor/3/", f"/commitments/{promise}/"
    topic = f"/meetings/topics/{topic}/"
    walk(page, topic, agenda, topic, minutes, promise, text, promise, wave)
    walk(page, wave, promise, text, promise, minutes, agenda, topic)


@pytest.fixture
def postman(cast, open_page, monkeypatch):
    """Both sides with their mailboxes: a phone of the trade, a desk of Customs."""
    monkeypatch.setattr("notices.tasks.ring", lambda: None)
    phone, desk = open_page(360, cast["broker"]), open_page(1280, cast["officer"])
    return Postman({"broker@example.org": phone, "officer@example.org": desk})


def test_a_topic_becomes_a_promise_kept_a_text_and_a_figure(
    postman, open_page, meeting, cast, customs, brokers
):
    phone, desk = postman.readers.values()

    topic = dialogue.propose(phone, meeting)
    postman.bring()
    dialogue.build_agenda(desk, meeting, topic)
    letters = postman.bring()
    dialogue.answer_yes(phone, letters["broker", "Convocation"])
    dialogue.let_it_take_place(meeting)
    dialogue.write_minutes(desk, meeting, customs, brokers)
    postman.bring()
    dialogue.correct(phone)
    postman.bring()
    dialogue.take(desk)
    postman.bring()
    dialogue.approve(phone)
    dialogue.approve(desk)
    promise = dialogue.publish(desk)
    postman.bring()
    delivery.contest_and_keep(desk, phone, promise, postman)
    writers = [open_page(1280, cast[name]) for name in delivery.WRITERS]
    delivery.write_the_text(*writers, customs)
    year = delivery.ask_again(cast["survey_analyst"], cast["survey_approver"])
    postman.bring()

    assert postman.read == [sorted(letters) for letters in LETTERS]
    walk_both_ways(phone, meeting, topic, promise, year)
