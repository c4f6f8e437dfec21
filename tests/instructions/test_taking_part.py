"""Comments, difficulties, readings and subscriptions, as people send them."""

import csv
import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from instructions import actions
from instructions.actions.reading import broken_link
from instructions.models import Acknowledgement, Comment, Consultation
from tests.instructions.conftest import fill
from workdays.arithmetic import add_workdays


def address(name, *args):
    return reverse(f"instructions:{name}", args=args)


@pytest.fixture
def consultation(write, text_editor):
    return actions.open_consultation(
        version=write(waiver="", waiver_reason=""),
        about="Un délai plus court.",
        decides="Le Directeur général",
        next_steps="Signature.",
        closes_on=add_workdays(timezone.localdate(), 10),
        by=text_editor,
    )


@pytest.fixture
def place(consultation):
    return [consultation.version.instruction.slug, 1]


def close(consultation):
    now = timezone.now()
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_at=now - timedelta(days=20), closes_at=now - timedelta(minutes=1)
    )


def test_a_consulted_draft_is_read_by_everybody_and_never_its_later_edits(
    client, consultation, place, text_editor
):
    assert client.get(address("text", place[0])).url == consultation.get_absolute_url()
    page = client.get(consultation.get_absolute_url()).content.decode()
    assert "vingt-quatre heures" in page
    assert consultation.sha256 in page

    close(consultation)
    version = consultation.version
    actions.save_draft(
        version=version,
        text=version.text.replace("vingt-quatre", "deux"),
        values={},
        by=text_editor,
    )
    for url in (consultation.get_absolute_url(), address("canonical", *place)):
        assert "vingt-quatre heures" in client.get(url).content.decode()
    found = client.get(address("library"), {"show": "drafts", "q": "enregistrée"})
    assert "deux heures" not in found.content.decode()


def test_a_draft_is_compared_with_the_version_in_force_by_everybody(
    client, published, text_editor, text_signatory
):
    text = published().instruction
    published(following=text, in_force_on=timezone.localdate() + timedelta(30))
    draft = actions.start_version(instruction=text, by=text_editor)
    draft = fill(draft, text_editor, draft.text.replace("vingt-quatre", "six"))
    draft = actions.open_consultation(
        version=draft,
        about="Un délai plus court.",
        decides="Le Directeur général",
        next_steps="Signature.",
        closes_on=add_workdays(timezone.localdate(), 10),
        by=text_editor,
    )
    place = address("compare", text.slug, 1, 3)
    assert place in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(place).context["marked"] == 2

    close(draft)
    later = draft.version.text.replace("six", "deux")
    fill(draft.version, text_editor, later.replace("### Article 1. Objet", "#"))
    assert client.get(place).context["marked"] == 2
    client.force_login(text_editor)
    assert client.get(place).context["marked"] > 2
    shown = client.get(draft.version.get_absolute_url()).context["previous"]
    assert shown.number == 1


def test_a_comment_gets_a_receipt(client, consultation, place, broker, brokers):
    client.force_login(broker)
    sent = {"article": "art-2", "organisation": brokers.pk, "text": "Trop long."}
    answer = client.post(address("comment", *place), sent, follow=True)
    made = Comment.objects.get()

    assert made.article_label == "Article 2"
    assert f"sous le numéro {made.receipt}" in answer.content.decode()


def test_a_comment_without_words_is_said_beside_the_field(
    client, consultation, place, broker, brokers
):
    client.force_login(broker)
    answer = client.post(address("comment", *place), {"organisation": brokers.pk})

    assert set(answer.context["form"].errors) == {"text"}


def test_after_the_close_a_comment_meets_410(client, consultation, place, broker):
    close(consultation)
    client.force_login(broker)

    assert client.post(address("comment", *place), {"text": "x"}).status_code == 410
    assert Comment.objects.count() == 0


def test_only_officers_reply(client, consultation, place, broker, text_editor, brokers):
    made = actions.comment(
        consultation=consultation, organisation=brokers, text="Non.", by=broker
    )
    close(consultation)
    client.force_login(broker)
    assert client.get(address("replies", *place)).status_code == 403

    client.force_login(text_editor)
    url = address("replies", *place)
    wrong = client.post(url, {"comment": made.pk, f"{made.pk}-outcome": "accepted"})
    assert wrong.context["rows"][0][1].errors.keys() == {"reason"}
    early = client.post(url, {"summary": "Fait."})
    assert "observation" in str(early.context["summary"].errors) or "réponse" in str(
        early.context["summary"].errors
    )
    client.post(
        url,
        {
            "comment": made.pk,
            f"{made.pk}-outcome": "in_part",
            f"{made.pk}-reason": "En partie.",
        },
    )
    done = client.post(url, {"summary": "Fait."})

    assert done.url == consultation.get_absolute_url()
    page = client.get(consultation.get_absolute_url()).content.decode()
    assert "retenue en partie." in page


def test_a_reading_is_recorded_once_for_an_organisation_of_ones_own(
    client, published, broker, brokers, carriers
):
    version = published()
    url = address("acknowledge", version.instruction.slug, 1)
    client.force_login(broker)

    assert client.post(url, {"organisation": carriers.pk}).status_code == 404
    client.post(url, {"organisation": brokers.pk})
    client.post(url, {"organisation": brokers.pk})
    row = Acknowledgement.objects.get()
    assert (row.sha256, row.by) == (version.sha256, broker)


def test_the_chain_of_readings_shows_any_rewriting(
    client, published, broker, brokers, carrier, carriers
):
    version = published()
    actions.acknowledge(version=version, organisation=brokers, by=broker)
    actions.acknowledge(version=version, organisation=carriers, by=carrier)
    assert [actions.chain_acknowledgements(), actions.chain_acknowledgements()] == [
        2,
        0,
    ]
    first, last = Acknowledgement.objects.chained()

    assert last.link == hashlib.sha256(f"{first.link}|{last.row}".encode()).hexdigest()
    assert broken_link() is None
    assert last.link in client.get(address("chain")).content.decode()

    Acknowledgement.objects.filter(pk=first.pk).update(organisation=carriers)
    assert broken_link() == first


def test_an_organisation_downloads_its_own_readings(
    client, published, broker, brokers, carrier, carriers, user_manager
):
    version = published(number="=1+1")
    actions.acknowledge(version=version, organisation=brokers, by=broker)
    actions.acknowledge(version=version, organisation=carriers, by=carrier)
    client.force_login(broker)
    lines = client.get(address("acknowledgements_csv")).content.decode().splitlines()

    assert len(lines) == 2
    assert ",FETRAM,Broker," in lines[1]
    actions.chain_acknowledgements()
    client.force_login(carrier)
    table = client.get(address("acknowledgements_csv")).content.decode("utf-8-sig")
    *_rest, line, former, link = next(csv.reader([table.splitlines()[1]]))
    assert hashlib.sha256(f"{former}|{line}".encode()).hexdigest() == link
    client.force_login(broker)
    client.force_login(user_manager)
    assert client.get(address("acknowledgements")).status_code == 403


def test_subscriptions_are_ticked_and_unticked(client, broker, published, office):
    text = published().instruction
    client.force_login(broker)
    client.post(address("follow", text.slug))
    client.post(
        address("subscriptions"),
        {"about": ["step:3", f"office:{office.pk}", "step:99", f"text:{text.pk}"]},
    )
    rows = broker.text_subscriptions.values_list(
        "scheme", "code", "office", "instruction"
    )
    assert set(rows) == {
        ("", "", None, text.pk),
        ("", "", office.pk, None),
        ("step", "3", None, None),
    }
    client.post(address("subscriptions"), {"about": []})
    assert broker.text_subscriptions.count() == 0
