"""The list of consultations: its order, filter, pages and spreadsheet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.refusal import Refused
from instructions import actions
from instructions.letters import kinds
from instructions.models import Consultation
from workdays.arithmetic import add_workdays

PAGE = "/instructions/consultations/"


@pytest.fixture
def consulted(write, text_editor):
    """Open consultations on new drafts, each closing a day after the one before."""

    def consulted(*numbers):
        return [
            actions.open_consultation(
                version=write(number, waiver="", waiver_reason=""),
                about="Un délai plus court.",
                decides="Le Directeur général",
                next_steps="Signature.",
                closes_on=add_workdays(timezone.localdate(), 10 + place),
                by=text_editor,
            )
            for place, number in enumerate(numbers)
        ]

    return consulted


@pytest.fixture
def three(consulted, broker, brokers, text_editor):
    """One open with a comment, one closed with a comment, one answered."""
    opened, closed, answered = consulted("001", "002", "003")
    for one in (opened, closed):
        actions.comment(consultation=one, organisation=brokers, text="Non.", by=broker)
    now = timezone.now()
    for days, one in ((3, closed), (9, answered)):
        Consultation.objects.filter(pk=one.pk).update(
            opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=days)
        )
    actions.summarise(consultation=answered, summary="Fait.", by=text_editor)
    return opened, closed, answered


def numbers(answer):
    return [row.version.instruction.number for row in answer.context["page"]]


def test_the_next_to_close_stands_first_and_the_last_closed_after(client, three):
    answer = client.get(PAGE)

    assert numbers(answer) == ["001", "002", "003"]
    assert "<strong>3 consultations</strong>" in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("open", ["001"]),
        ("unanswered", ["002"]),
        ("answered", ["003"]),
        ("delete", ["001", "002", "003"]),
    ],
)
def test_the_list_is_narrowed_by_state(client, three, state, found):
    assert numbers(client.get(PAGE, {"state": state})) == found


def test_an_abandoned_draft_stays_readable_with_its_reason_and_owes_no_reply(
    client, three, text_editor
):
    _opened, closed, _answered = three
    actions.abandon(version=closed.version, reason="Sans objet.", by=text_editor)
    place = [closed.version.instruction.slug, 1]
    page = client.get(closed.get_absolute_url()).content.decode()

    assert [word in page for word in ("Sans objet.", "Non.")] == [True, True]
    moved = client.get(closed.version.get_absolute_url())
    assert moved.url == closed.get_absolute_url()
    assert numbers(client.get(PAGE, {"state": "abandoned"})) == ["002"]
    assert numbers(client.get(PAGE, {"state": "unanswered"})) == []
    table = client.get(reverse("instructions:consultations_csv")).content.decode()
    assert ";projet abandonné;" in table
    assert list(kinds.reply_owed(timezone.now())) == []
    client.force_login(text_editor)
    assert client.get(reverse("instructions:replies", args=place)).status_code == 404
    comment = closed.comments.get()
    with pytest.raises(Refused):
        actions.reply(comment=comment, outcome="accepted", reason="x", by=text_editor)


def test_comments_are_counted_for_who_may_see_them(client, three, broker):
    def counts():
        return [row.comments_seen for row in client.get(PAGE).context["page"]]

    assert counts() == [0, 1, 0]
    client.force_login(broker)
    assert counts() == [1, 1, 0]


def test_a_spreadsheet_holds_the_same_rows(client, three):
    answer = client.get(
        reverse("instructions:consultations_csv"), {"state": "answered"}
    )
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert lines[0].startswith("Texte;Titre;Version;État;")
    assert lines[1].startswith("Circulaire n°\u00a0003/2026 DGD;Texte 003;1;répondue;")


def test_the_list_has_pages_and_costs_the_same_however_long(client, consulted):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    consulted("001")
    client.get(PAGE)
    short = cost()
    consulted(*(f"{n:03d}" for n in range(2, 23)))

    assert cost() == short
    assert len(numbers(client.get(PAGE))) == 20
    assert len(numbers(client.get(PAGE, {"page": 2}))) == 2
