"""Every public page of the texts: what it shows, to whom, and what it refuses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from commitments import actions as promises
from instructions import actions
from tests.instructions.conftest import TEXT


def address(name, *args):
    return reverse(f"instructions:{name}", args=args)


def days(count):
    return timezone.localdate() + timedelta(days=count)


def texts(answer):
    return [hit.version.instruction.number for hit in answer.context["hits"]]


@pytest.fixture
def second(published):
    """A text in two versions, the second in force for five days."""
    first = published(in_force_on=days(-30), published_on=days(-40))
    return published(
        following=first.instruction,
        in_force_on=days(-5),
        published_on=days(-10),
        text=first.text.replace("vingt-quatre heures", "quatre heures"),
    )


def test_the_library_shows_what_is_in_force_today(client, published, write):
    published("001")
    published("002", in_force_on=days(3))
    published("003", relations=[])
    write("004")

    assert texts(client.get(address("library"))) == ["003", "001"]
    assert texts(client.get(address("library"), {"show": "upcoming"})) == ["002"]
    assert texts(client.get(address("library"), {"on": days(3)})) == [
        "002",
        "003",
        "001",
    ]
    assert texts(client.get(address("library"), {"show": "drafts"})) == []


def test_officers_find_drafts_in_the_library(client, write, text_editor):
    write("004")
    client.force_login(text_editor)

    assert texts(client.get(address("library"), {"show": "drafts"})) == ["004"]


def test_a_filter_that_cannot_be_read_is_said_beside_it(client, published):
    published("001")
    answer = client.get(address("library"), {"on": "31/02/2026", "type": "novel"})

    assert set(answer.context["form"].errors) == {"on", "type"}
    assert texts(answer) == ["001"]


def test_facets_count_and_narrow(client, published):
    published("001", labels=[("step", "3"), ("regime", "IM4")])
    published("002", labels=[("step", "3"), ("step", "9")], type="note")

    answer = client.get(address("library"))
    counts = {
        str(row["words"]): row["number"]
        for facet in answer.context["facets"]
        for row in facet["rows"]
    }
    assert counts == {
        "circulaire": 1,
        "note de service": 1,
        "Déclaration en détail": 2,
        "Paiement": 1,
        "IM4 – mise à la consommation": 1,
    }
    assert texts(client.get(address("library"), {"step": "9"})) == ["002"]


def test_the_text_page_tells_its_status_and_its_articles(client, second):
    answer = client.get(second.instruction.get_absolute_url())
    page = answer.content.decode()

    assert answer.context["version"].number == 2
    assert "Version en vigueur depuis le" in page
    assert 'id="art-2"' in page
    assert "quatre heures" in page
    assert "v1..v2" in page


def test_a_day_in_the_address_shows_the_text_of_that_day(client, second):
    base = second.instruction.get_absolute_url()

    assert client.get(base, {"on": days(-6)}).context["version"].number == 1
    assert client.get(base, {"on": days(-5)}).context["version"].number == 2
    assert client.get(base, {"on": "2026-02-31"}).context["version"].number == 2


def test_an_office_in_the_address_shows_its_own_version(client, published, office):
    first = published(in_force_on=days(-30), published_on=days(-40))
    published(
        following=first.instruction,
        in_force_on=days(-5),
        published_on=days(-10),
        office_dates={office: days(5)},
    )
    base = first.instruction.get_absolute_url()

    assert client.get(base, {"office": office.pk}).context["version"].number == 1
    assert client.get(base, {"office": "999"}).context["version"].number == 2


def test_a_version_has_an_address_for_ever(client, second):
    answer = client.get(address("version", second.instruction.slug, 1))

    assert answer.context["version"].number == 1
    assert "La version 2 est en vigueur depuis" in answer.content.decode()
    assert client.get(address("version", second.instruction.slug, 9)).status_code == 404


def test_a_draft_is_hidden_from_strangers(client, write, text_editor):
    draft = write()
    slug = draft.instruction.slug
    hidden = [
        address("text", slug),
        address("version", slug, 1),
        address("canonical", slug, 1),
        address("text_json", slug),
    ]
    assert [client.get(one).status_code for one in hidden] == [404] * 4

    client.force_login(text_editor)
    assert client.get(address("version", slug, 1)).status_code == 200
    assert client.get(address("text_json", slug)).status_code == 404


def test_the_comparison_marks_words_and_is_read_aloud(client, second):
    page = client.get(
        address("compare", second.instruction.slug, 1, 2)
    ).content.decode()

    assert ">[supprimé\u00a0:] </span>vingt-quatre<" in page
    assert ">[inséré\u00a0:] </span>quatre<" in page
    assert (
        client.get(address("compare", second.instruction.slug, 2, 1)).context["marked"]
        == 2
    )


def test_relations_are_shown_from_both_sides(client, published):
    old = published("001")
    new = published("002", relations=[{"verb": "amends", "object": old.instruction}])

    assert "Modifie" in client.get(new.instruction.get_absolute_url()).content.decode()
    assert (
        "Modifié par" in client.get(old.instruction.get_absolute_url()).content.decode()
    )


def test_the_clearance_path_shows_five_texts_of_a_step_and_counts_the_rest(
    client, published
):
    for number in range(1, 8):
        published(f"{number:03d}", labels=[("step", "3")])
    page = client.get(address("path"))
    shown = {step: (len(texts), total) for step, texts, total in page.context["steps"]}

    assert shown[3] == (5, 7)
    assert "Les 7 textes de cette étape" in page.content.decode()
    assert len(client.get(address("step", 3)).context["texts"]) == 7


def test_the_clearance_path_lists_the_texts_of_each_step(client, published):
    published("001", labels=[("step", "3"), ("regime", "IM4")])
    published("002", labels=[("step", "3"), ("regime", "IM8")])

    def found(**query):
        steps = client.get(address("path"), query).context["steps"]
        return [
            [v.instruction.number for v in texts] for _, texts, total in steps if total
        ]

    assert [sorted(step) for step in found()] == [["001", "002"]]
    assert found(regime="IM8") == [["002"]]
    assert client.get(address("step", 3)).status_code == 200
    assert client.get(address("step", 13)).status_code == 404


def test_english_readers_are_told_that_a_text_is_in_french_only(client, second):
    page = client.get("/en" + second.instruction.get_absolute_url()).content.decode()

    assert "This text exists in French only." in page


def test_an_english_text_is_shown_to_english_readers(
    client, second, text_editor, text_signatory
):
    draft = actions.start_version(
        instruction=second.instruction, by=text_editor, language="en"
    )
    actions.save_draft(
        version=draft,
        text="### Article 1. Purpose {#art-1}\n\nThis text sets the procedure.",
        values={"changes": "One time limit.", "legal_basis": "Customs code."},
        by=text_editor,
    )
    actions.sign(version=draft, by=text_signatory)
    actions.publish(version=draft, by=text_editor)
    with translation.override("fr"):
        base = second.instruction.get_absolute_url()

    assert "sets the procedure" in client.get("/en" + base).content.decode()
    assert "quatre heures" in client.get(base).content.decode()
    assert texts(client.get("/en/instructions/")) == ["012"]


def test_a_search_that_finds_nothing_asks_whether_it_was_mistyped(client, published):
    published("001", text=TEXT)
    answer = client.get(address("library"), {"q": "marchadnises"})

    assert answer.context["better"]["text"] == "marchandises"


@pytest.mark.parametrize(
    "q", ["\x00", '"' * 200, "-" * 50, "'; DROP TABLE x", "a" * 300]
)
def test_whatever_is_typed_is_answered(client, published, q):
    published("001")

    assert client.get(address("library"), {"q": q}).status_code == 200


def test_a_text_and_the_promise_that_it_fulfils_name_each_other(
    client, published, text_editor, customs, brokers, officer
):
    promise = promises.promise(
        what="Publier les délais de dédouanement.",
        owner=customs,
        counterparts=[brokers],
        factor=3,
        due_on=days(30),
        by=officer,
        level="public",
    )
    hidden = promises.promise(
        what="Former les agents.",
        owner=customs,
        counterparts=[brokers],
        factor=8,
        due_on=days(30),
        by=officer,
        level="parties",
    )
    text = published(labels=[("factor", "3")]).instruction
    text.commitments.set([promise, hidden])
    page = client.get(text.get_absolute_url())

    assert list(page.context["commitments"]) == [promise]
    assert promise.reference in page.content.decode()
    links = client.get(promise.get_absolute_url()).context["after"]
    assert [link.url for link in links] == [text.get_absolute_url()]
    factor = client.get(reverse("commitments:factor", args=[3]))
    assert text.get_absolute_url() in [link.url for link in factor.context["links"]]


@pytest.mark.parametrize(
    ("in_days", "said"),
    [
        (30, "30 jours avant son entrée en vigueur"),
        (0, "le jour même de son entrée en vigueur"),
        (-3, "après le jour de sa prise d’effet"),
    ],
)
def test_the_days_of_notice_are_shown(client, published, in_days, said):
    version = published(in_force_on=days(in_days))
    page = client.get(version.get_absolute_url()).content.decode()

    assert said in page


def test_an_exception_to_consultation_is_shown_with_its_reason(client, published):
    version = published(waiver="urgency", waiver_reason="Panne générale.")
    page = client.get(version.get_absolute_url()).content.decode()

    assert "circonstances urgentes" in page.lower()
    assert "Panne générale." in page
