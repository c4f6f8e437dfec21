"""Page, list, search, path, feed and JSON say the same of a day, office and axis."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from instructions import actions

STATUS = {"in_force", "amended"}


@pytest.fixture
def day(today):
    return lambda days: today + timedelta(days=days)


def address(name, *args):
    with translation.override("fr"):
        return reverse(f"instructions:{name}", args=args)


@pytest.fixture
def counts(client):
    """The version that each way of reading gives of a text, in one set."""

    def counts(text, on, known=None, office=None, language=""):
        asked = {"on": on, "known": known, "office": office and office.pk}
        asked = {name: value for name, value in asked.items() if value}

        def get(name, *args, **more):
            return client.get(language + address(name, *args), asked | more)

        def found(rows):
            return [v.number for v in rows if v.instruction == text]

        page = get("text", text.slug)
        is_shown = page.status_code == 200 and (
            page.context["version"].status in STATUS
        )
        said = [[page.context["version"].number] if is_shown else []]
        for q in ({}, {"q": "procédure"}):
            listed = get("library", **q).context["hits"]
            said.append(found(hit.version for hit in listed))
            rows = get("library_json", **q).json()["texts"]
            said.append([r["version"] for r in rows if text.slug in r["url"]])
            links = re.findall(
                rf"<id>[^<]*/{text.slug}/v(\d+)/", get("atom", **q).content.decode()
            )
            said.append([int(number) for number in links])
        steps = {step: texts for step, texts, _total in get("path").context["steps"]}
        said.append(found(steps[3]))
        counting = get("text_json", text.slug)
        if not language and counting.status_code == 200:
            said.append([n for n in [counting.json()["counting"]] if n])
        assert [one for one in said if one != said[0]] == []
        return said[0]

    return counts


def test_an_amended_text(published, day, counts):
    text = published(in_force_on=day(-100), published_on=day(-130)).instruction
    published(following=text, in_force_on=day(20), published_on=day(-5))

    assert [counts(text, day(d)) for d in (-101, -100, 19, 20)] == [[], [1], [1], [2]]
    assert counts(text, day(20), known=day(-6)) == [1]
    assert counts(text, day(20), known=day(-5)) == [2]
    assert counts(text, day(20), known=day(-131)) == []


def test_a_corrected_text(published, day, counts):
    text = published(in_force_on=day(-50), published_on=day(-60)).instruction
    published(
        following=text,
        in_force_on=day(-50),
        published_on=day(-10),
        is_correction=True,
        note="Article 2 : heures, et non jours.",
    )

    assert [counts(text, day(d)) for d in (-51, -50)] == [[], [2]]
    assert [counts(text, day(-50), known=day(d)) for d in (-11, -10)] == [[1], [2]]


@pytest.mark.parametrize("verb", ["repeals", "replaces"])
def test_a_text_ended_by_another(published, day, counts, office, verb):
    old = published("001", in_force_on=day(-100), published_on=day(-100)).instruction
    published(
        "002",
        in_force_on=day(-10),
        published_on=day(-30),
        office_dates={office: day(15)},
        relations=[{"verb": verb, "object": old}],
    )

    assert [counts(old, day(d)) for d in (-11, -10)] == [[1], []]
    assert [counts(old, day(d), office=office) for d in (14, 15)] == [[1], []]
    assert [counts(old, day(0), known=day(d)) for d in (-31, -30)] == [[1], []]


def test_a_text_repealed_in_part(client, published, day, counts):
    old = published("001", in_force_on=day(-100), published_on=day(-100)).instruction
    published(
        "002",
        in_force_on=day(-20),
        published_on=day(-20),
        relations=[{"verb": "repeals", "object": old, "articles": "art-2"}],
    )

    def status(on):
        page = client.get(address("text", old.slug), {"on": on})
        rows = client.get(address("library_json"), {"on": on}).json()["texts"]
        listed = [row["status"] for row in rows if old.slug in row["url"]]
        assert listed == [page.context["version"].status]
        touched = [bool(a.touched_by) for a in page.context["articles"]]
        return listed[0], touched

    assert counts(old, day(0)) == [1]
    assert [status(day(d)) for d in (-21, -20)] == [
        ("in_force", [False, False, False]),
        ("amended", [False, False, True]),
    ]


@pytest.fixture
def told(client):
    """What the page of a text says on a day: status, causes, articles touched."""

    def told(text, on, **asked):
        page = client.get(address("text", text.slug), {"on": on} | asked).context
        causes = [(row.verb, row.takes_effect_on) for row in page["banner"]["causes"]]
        touched = [article.key for article in page["articles"] if article.touched_by]
        return page["version"].status, causes, touched

    return told


@pytest.mark.parametrize("verb", ["amends", "corrects"])
def test_a_text_changed_by_another_until_its_own_version(published, day, told, verb):
    text = published("001", in_force_on=day(-100), published_on=day(-100)).instruction
    effect = {"verb": verb, "object": text, "articles": "art-2"}
    published("002", in_force_on=day(-20), published_on=day(-30), relations=[effect])
    published(following=text, in_force_on=day(-5), published_on=day(-8))

    assert [told(text, day(d)) for d in (-21, -20, -6, -5)] == [
        ("in_force", [], []),
        ("amended", [(verb, day(-20))], ["art-2"]),
        ("amended", [(verb, day(-20))], ["art-2"]),
        ("in_force", [], []),
    ]
    assert told(text, day(-10), known=day(-31)) == ("in_force", [], [])


def test_an_amending_text_in_two_versions_amends_from_its_first(
    published, day, told, office
):
    text = published("001", in_force_on=day(-100), published_on=day(-100)).instruction
    effect = {"verb": "amends", "object": text, "articles": "art-2"}
    first = published(
        "002",
        in_force_on=day(-20),
        published_on=day(-20),
        office_dates={office: day(-10)},
        relations=[effect],
    )
    published(
        following=first.instruction,
        in_force_on=day(10),
        published_on=day(-2),
        relations=[effect],
    )

    assert [told(text, day(d)) for d in (-21, -20, 9, 10)] == [
        ("in_force", [], []),
        ("amended", [("amends", day(-20))], ["art-2"]),
        ("amended", [("amends", day(-20))], ["art-2"]),
        ("amended", [("amends", day(10))], ["art-2"]),
    ]
    assert [told(text, day(d), office=office.pk) for d in (-11, -10)] == [
        ("in_force", [], []),
        ("amended", [("amends", day(-10))], ["art-2"]),
    ]


def test_a_text_with_dates_of_its_own_at_two_offices(
    published, day, counts, office, region
):
    early = type(office).objects.create(code="ZEG", name="Zégoua", unit=region)
    text = published(in_force_on=day(-100), published_on=day(-100)).instruction
    published(
        following=text,
        in_force_on=day(-10),
        published_on=day(-30),
        office_dates={office: day(15), early: day(-20)},
    )

    assert [counts(text, day(d)) for d in (-11, -10)] == [[1], [2]]
    assert [counts(text, day(d), office=office) for d in (14, 15)] == [[1], [2]]
    assert [counts(text, day(d), office=early) for d in (-21, -20)] == [[1], [2]]


def test_a_text_taken_back(published, day, counts, text_signatory):
    text = published(in_force_on=day(-9), published_on=day(-9)).instruction
    second = published(following=text, in_force_on=day(9), published_on=day(-2))
    actions.take_back(version=second, reason="Pas prêt.", by=text_signatory)

    assert counts(text, day(9)) == [1]
    assert counts(text, day(9), known=day(-1)) == [2]


def test_a_translation_never_outlives_its_original(
    client, published, day, counts, text_editor, text_signatory
):
    first = published(in_force_on=day(-30), published_on=day(-30))
    text = first.instruction
    english = actions.start_version(instruction=text, by=text_editor, language="en")
    actions.save_draft(
        version=english,
        text="### Article 1. Purpose {#art-1}\n\nThe procedure of clearance.",
        values={"changes": "One limit.", "legal_basis": "Customs code."},
        by=text_editor,
    )
    actions.sign(version=english, by=text_signatory)
    actions.publish(version=english, by=text_editor)
    published(following=text, in_force_on=day(5), published_on=day(-1))

    def language(on):
        shown = client.get("/en" + address("text", text.slug), {"on": on})
        return shown.context["version"].language

    assert [counts(text, day(d), language="/en") for d in (4, 5)] == [[1], [2]]
    assert [language(day(d)) for d in (4, 5)] == ["en", "fr"]


def test_a_list_leads_to_the_text_as_of_its_own_day(client, published, day, office):
    text = published(in_force_on=day(-30), published_on=day(-30)).instruction
    published(following=text, in_force_on=day(-3), published_on=day(-5))
    asked = {"on": day(-4), "office": office.pk}
    hit = client.get(address("library"), asked).context["hits"][0]

    assert client.get(hit.url).context["version"].number == 1


def test_what_nobody_could_read_on_a_day_is_said(client, published, day):
    text = published(in_force_on=day(-3), published_on=day(-5)).instruction
    answer = client.get(address("text", text.slug), {"known": day(-6)})

    assert answer.status_code == 404
    assert "aucune version de ce texte ne pouvait être lue" in answer.content.decode()
