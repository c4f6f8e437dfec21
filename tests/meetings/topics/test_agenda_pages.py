"""The builder and the published agenda, without a script."""

import io
from datetime import datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from commitments.actions import promise
from commitments.models import Commitment
from meetings.actions import agenda as actions
from meetings.actions.publishing import publish
from meetings.models import AgendaItem, Meeting, Paper
from tests.meetings.test_documents import pango  # noqa: F401


@pytest.fixture
def built(meeting, item, officer):
    for title in "AB":
        actions.add_item(item=item(title), by=officer)
    return meeting


@pytest.fixture
def address(meeting):
    """A function that gives an address of the meeting."""

    def at(name, *args):
        arguments = [meeting.programme.year, meeting.pk, *args]
        with override("en"):
            return reverse(f"meetings:{name}", args=arguments)

    return at


def titles(meeting):
    return [row.title for row in meeting.items.order_by("position")]


def test_an_officer_builds_an_agenda_by_buttons_alone(
    client, officer, meeting, proposed, address
):
    topic = proposed(meeting=meeting)
    client.force_login(officer)
    page = client.get(address("agenda_build"))
    assert [row.title for row in page.context["items"]] == ["Suivi des engagements"]
    assert page.context["topics"] == [topic]
    assert AgendaItem.objects.count() == 0

    client.post(address("agenda_topic"), {"topic": topic.reference})
    client.post(address("item_add"), {"title": "Divers", "minutes": 20})
    last = AgendaItem.objects.get(title="Divers")
    client.post(reverse("meetings:item_move", args=[last.pk]), {"to": "up"})
    client.post(reverse("meetings:item_minutes", args=[last.pk]), {"minutes": 90})

    page = client.get(address("agenda_build"))
    assert titles(meeting) == ["Suivi des engagements", "Divers", topic.title]
    assert (page.context["given"], page.context["length"]) == (120, 120)
    assert "exactly the length of the meeting" in page.text


@pytest.mark.parametrize(
    ("minutes", "said"), [(30, "60 minutes left"), (100, "10 minutes too many")]
)
def test_the_sum_says_what_is_left_or_too_much(
    minutes, said, client, officer, built, address
):
    first = AgendaItem.objects.get(title="A")
    client.force_login(officer)
    client.post(reverse("meetings:item_minutes", args=[first.pk]), {"minutes": minutes})

    assert said in client.get(address("agenda_build")).text


@pytest.mark.parametrize("odd", ["", "0", "-1", "9999", "x"])
def test_an_impossible_time_is_refused_with_a_sentence(odd, client, officer, built):
    first = AgendaItem.objects.get(title="A")
    client.force_login(officer)
    at = reverse("meetings:item_minutes", args=[first.pk])
    response = client.post(at, {"minutes": odd}, follow=True)

    assert len(list(response.context["messages"])) == 1
    first.refresh_from_db()
    assert first.minutes == 15


@pytest.mark.parametrize(
    ("to", "order"),
    [("3", "BA"), ("2", "AB"), ("", "AB"), ("x", "AB"), ("99999999999", "BA")],
)
def test_an_item_is_moved_to_the_place_that_is_typed(to, order, client, officer, built):
    first = AgendaItem.objects.get(title="A")
    client.force_login(officer)
    client.post(reverse("meetings:item_move", args=[first.pk]), {"to": to})

    assert titles(built)[1:] == list(order)


def test_a_dragged_order_is_taken_or_refused(client, officer, built, address):
    first, second = built.items.filter(is_follow_up=False).order_by("position")
    seen, wanted = f"{first.pk}-{second.pk}", f"{second.pk}-{first.pk}"
    client.force_login(officer)

    sent = {"seen": seen, "wanted": wanted}
    assert client.post(address("agenda_order"), sent).json() == {"order": wanted}
    late = client.post(address("agenda_order"), sent)
    assert (late.status_code, list(late.json())) == (409, ["refused"])
    assert titles(built)[1:] == ["B", "A"]


def test_a_reader_sees_what_was_published_until_the_next_edition(
    client, broker, officer, built, address
):
    client.force_login(broker)
    assert client.get(address("agenda")).status_code == 404

    publish(meeting=built, by=officer)
    first = AgendaItem.objects.get(title="A")
    actions.change_item(item=first, values={"minutes": 40}, by=officer)
    assert "40 minutes" not in client.get(address("agenda")).text

    publish(meeting=built, by=officer)
    page = client.get(address("agenda"))
    assert page.context["changes"] == ["A: 40 minutes instead of 15"]
    old = client.get(address("agenda_edition", 1))
    assert "This is an older edition." in old.text
    assert client.get(address("agenda_edition", 3)).status_code == 404


@pytest.fixture
def promised(customs, brokers, officer, today):
    return promise(
        what="Publier le barème",
        owner=customs,
        owner_function="Directeur",
        counterparts=[brokers],
        factor=3,
        due_on=today,
        expected_evidence="Barème publié",
        level="parties",
        by=officer,
    )


@pytest.fixture
def today():
    return timezone.localdate()


def test_the_follow_up_lists_the_open_commitments_of_the_parties(
    client, broker, officer, built, address, promised
):
    publish(meeting=built, by=officer)
    client.force_login(broker)

    page = client.get(address("agenda"))
    assert page.context["promises"] == [promised]
    assert promised.reference in page.text


def test_the_agenda_of_a_meeting_that_was_held_lists_what_was_open_on_its_day(
    client, officer, built, address, promised, today
):
    """What was closed or promised later changes the agenda of the day no more."""
    publish(meeting=built, by=officer)
    day = today - timedelta(days=40)
    Meeting.objects.update(
        state="held",
        starts_at=timezone.make_aware(datetime.combine(day, time(9))),
        ends_at=timezone.make_aware(datetime.combine(day, time(11))),
    )
    client.force_login(officer)

    assert client.get(address("agenda")).context["promises"] == []
    Commitment.objects.update(
        promised_on=day - timedelta(days=1),
        state="kept",
        claimed_on=day + timedelta(days=3),
        closed_on=day + timedelta(days=4),
    )
    page = client.get(address("agenda"))
    assert page.context["promises"] == [promised]
    assert "was open on that day" in page.text
    assert "kept" in page.text
    Commitment.objects.update(closed_on=day - timedelta(days=1))
    assert client.get(address("agenda")).context["promises"] == []


def test_the_agenda_is_a_document_too(
    pango,  # noqa: F811
    client,
    broker,
    officer,
    built,
    address,
    promised,
):
    publish(meeting=built, by=officer)
    client.force_login(broker)
    response = client.get(address("agenda_pdf"))

    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert response["Content-Type"] == "application/pdf"
    for part in ("Agenda", "2. A", "9:15", promised.reference):
        assert part in text


def test_who_presents_hands_in_the_paper(
    client, broker, brokers, carrier, built, officer, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    first = AgendaItem.objects.get(title="A")
    at = reverse("meetings:item_paper", args=[first.pk])
    client.force_login(broker)
    assert client.get(at).status_code == 403

    AgendaItem.objects.filter(pk=first.pk).update(presenter_organisation=brokers)
    upload = SimpleUploadedFile("note.pdf", b"%PDF-1.4 note")
    client.post(at, {"title": "Note", "file": upload})
    paper = Paper.objects.get()
    assert (paper.item, paper.title) == (first, "Note")
    publish(meeting=built, by=officer)
    page = client.get(
        reverse("meetings:agenda", args=[first.meeting.programme.year, built.pk])
    )
    assert paper.name in page.text


def test_an_item_with_papers_stays(client, officer, built, settings):
    first = AgendaItem.objects.get(title="A")
    Paper.objects.create(
        meeting=built, item=first, title="Note", size=1, added_by=officer
    )
    client.force_login(officer)
    at = reverse("meetings:item_remove", args=[first.pk])
    response = client.post(at, follow=True, headers={"accept-language": "en"})

    assert len(list(response.context["messages"])) == 1
    assert AgendaItem.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize("name", ["agenda_build", "agenda"])
def test_a_longer_agenda_asks_no_more_questions(
    name, client, officer, built, address, item, proposed
):
    client.force_login(officer)

    def queries():
        publish(meeting=built, by=officer)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(name)).status_code == 200
        return len(captured)

    actions.place(topic=proposed(meeting=built), meeting=built, by=officer)
    queries()
    actions.add_item(item=item("C"), by=officer)
    first = queries()
    for number in range(8):
        topic = proposed(f"Sujet {number}", meeting=built)
        actions.place(topic=topic, meeting=built, by=officer)
    assert queries() == first
