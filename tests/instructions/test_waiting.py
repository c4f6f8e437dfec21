"""What waits for those who write, sign, answer and read the texts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from instructions import actions
from instructions.models import Consultation
from portal.waiting import waiting
from workdays.arithmetic import add_workdays


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def consultation(write, text_editor):
    opened = actions.open_consultation(
        version=write(waiver="", waiver_reason=""),
        about="Un délai plus court.",
        decides="Le Directeur général",
        next_steps="Signature.",
        closes_on=add_workdays(timezone.localdate(), 10),
        by=text_editor,
    )
    now = timezone.now()
    Consultation.objects.filter(pk=opened.pk).update(
        opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1)
    )
    opened.refresh_from_db()
    return opened


def asked(user):
    return [(thing.action, thing.url) for thing in waiting(user)]


def test_a_draft_waits_for_each_in_turn(
    consultation, text_editor, text_signatory, broker
):
    version = consultation.version
    replies = ("Reply to the comments", f"{version.get_absolute_url()}replies/")
    page = version.get_absolute_url()
    assert (asked(text_editor), asked(text_signatory)) == ([replies], [])

    actions.summarise(consultation=consultation, summary="Rien.", by=text_editor)
    assert (asked(text_editor), asked(text_signatory)) == (
        [],
        [("Read it and sign", page)],
    )
    actions.sign(version=version, by=text_signatory)
    assert (asked(text_editor), asked(text_signatory)) == (
        [("Publish it", page)],
        [("Publish it", page)],
    )
    actions.publish(version=version, by=text_editor)
    assert (asked(text_editor), asked(text_signatory)) == ([], [])
    assert asked(broker) == [
        ("Read and acknowledge", "/en/instructions/acknowledgements/")
    ]


def test_a_difficulty_waits_for_the_editor_and_the_secretary_of_the_office(
    published, broker, brokers, office, secretary, text_editor, carrier
):
    version = published()
    actions.acknowledge(version=version, organisation=brokers, by=broker)
    difficulty = actions.report(
        version=version, office=office, organisation=brokers, text="Non.", by=broker
    )
    found = {
        user.name: [t.due_on for t in waiting(user) if t.action == "Answer it"]
        for user in (text_editor, secretary, broker, carrier)
    }
    assert found == {
        "Text-editor": [difficulty.due_on],
        "Secretary": [difficulty.due_on],
        "Broker": [],
        "Carrier": [],
    }
    actions.answer(difficulty=difficulty, answer="Oui.", by=text_editor)
    assert asked(secretary) == []


def test_a_text_read_by_a_colleague_waits_no_longer(published, broker, brokers):
    version = published()
    assert len(asked(broker)) == 1

    actions.acknowledge(version=version, organisation=brokers, by=broker)
    assert asked(broker) == []


def test_what_waits_costs_the_same_however_much_it_is(
    write, text_editor, text_signatory
):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            list(waiting(text_signatory))
        return len(captured)

    write("001")
    cost()
    short = cost()
    for number in range(2, 6):
        write(f"00{number}")
    assert cost() == short
