"""One box over texts, meetings, commitments, topics and the directory."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from commitments.models import Commitment
from instructions.text.analyser import VERSION
from instructions.text.query import parse
from meetings.models import Findable, Level, Meeting, Topic
from portal.search.first import first
from portal.search.groups import Asked
from portal.search.index import refresh
from portal.search.kept import BY_NAME, KINDS
from portal.search.words import rank, wanted
from tests.instructions.conftest import published, today, write  # noqa: F401
from tests.portal.test_home import again


@pytest.fixture
def promise(customs):
    day = timezone.localdate() + timedelta(days=30)
    return Commitment.objects.create(
        reference="E-2026-900",
        what="Former les transitaires agréés de Kayes.",
        what_en="Train the licensed brokers of Kayes.",
        owner=customs,
        owner_function="Directeur",
        factor=3,
        first_due_on=day,
        due_on=day,
        expected_evidence="Liste de présence",
        level="public",
    )


@pytest.fixture
def topic(brokers):
    return Topic.objects.create(
        reference="T-2026-900",
        year=2026,
        number=900,
        title="Formation des transitaires",
        proposer=brokers,
        level=Level.PUBLIC,
    )


def found(client, address):
    """{kind: [title of each row]} of a page of results."""
    groups = client.get(address).context.get("groups") or []
    return {
        group.kind: [getattr(row, "short", "") or str(row) for row in group.rows]
        for group in groups
    }


def test_a_word_finds_every_kind_of_thing(client, meeting, promise, topic, officer):
    meeting.title = "Agrément d’un transitaire"
    meeting.save()
    client.force_login(officer)

    assert found(client, "/search/?q=TRANSITAIRE") == {
        "meetings": ["Agrément d’un transitaire"],
        "commitments": ["E-2026-900"],
        "topics": ["T-2026-900 Formation des transitaires"],
        "directory": ["FETRAM"],
    }


@pytest.mark.parametrize(
    ("address", "factors"),
    [
        ("/search/?q=transparence", ["Transparence"]),
        ("/search/?q=facteur+3", ["Transparence"]),
        ("/en/search/?q=code+conduct", ["Code of Conduct"]),
        ("/search/?q=engagement+-responsables", []),
    ],
)
def test_a_key_factor_is_found_by_its_name_and_number(client, db, address, factors):
    groups = {group.kind: group for group in client.get(address).context["groups"]}
    rows = groups["factors"].rows if factors else groups.get("factors", [])

    assert [factor.label for factor in rows] == factors


def test_texts_are_found_by_the_librarys_own_search(client, published):  # noqa: F811
    version = published()
    word = version.instruction.title.split()[-1]

    [group] = client.get(f"/search/?q={word}").context["groups"]

    assert (group.kind, group.total) == ("texts", 1)
    assert group.rows[0].version == version
    assert group.url == f"/instructions/?q={word}&show=all"


@pytest.mark.parametrize(
    ("who", "seen"), [("stranger", 0), ("carrier", 0), ("broker", 1), ("officer", 1)]
)
def test_nobody_finds_what_they_may_not_see(client, cast, meeting, who, seen):
    if cast[who].is_authenticated:
        client.force_login(cast[who])

    assert len(found(client, "/search/?q=cautions").get("meetings", [])) == seen


def test_english_words_find_what_has_an_english_text(client, promise):
    assert found(client, "/en/search/?q=licensing+broker") == {
        "commitments": ["E-2026-900"]
    }
    assert found(client, "/search/?q=licensed") == {}


@pytest.mark.parametrize(
    ("sought", "score"),
    [
        ("cautions", 2),
        ("agréments cautions", 3),
        ("cautions kayes", 2),
        ('"les cautions"', 2),
        ('"cautions agrément"', 0),
        ("cautions -kayes", 0),
        ("-kayes", 0),
        ("le la", 0),
        ("diboli", 0),
    ],
)
def test_all_words_must_be_there_and_those_of_the_title_weigh_more(sought, score):
    texts = ["Agrément et cautions", "Kayes"]

    assert rank(parse(sought, "fr"), texts, "fr") == score


QUERIES = [
    *("cautions", "agréments cautions", "cautions kayes", "CAUTION", "kaye"),
    *('"les cautions"', '"cautions agrément"', '"agrément caution kayes"', "-kayes"),
    *("cautions -kayes", 'agrément -"cautions kayes"', '"kayes dgd"', "le la"),
    *("n° 12/2026", "2026", "ville", "-ville broker", "brokers licensing", "_caution"),
    *("%", "100 %", "l’agrément œuvre", '"licensed brokers" -kayes', "caution caution"),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("sought", QUERIES)
def test_the_database_ranks_as_the_words_are_read(meeting, officer, language, sought):
    texts = ("Agrément et cautions", "Kayes", "DGD 12/2026", "Œuvre de Kayes, 100 %")
    for number, title in enumerate(texts):
        Meeting.objects.filter(pk=meeting.pk).update(
            title=title,
            title_en="Licensed brokers" if number % 2 else "",
            description=texts[number - 1],
        )
        again(meeting, 1)
    kind = BY_NAME["meetings"]
    refresh()

    expected = {}
    for one in {"fr", language}:
        rows = Meeting.objects.values_list("pk", *kind.languages[one])
        for pk, *held in rows:
            score = rank(parse(sought, one), held, one)
            expected[pk] = max(score, expected.get(pk, 0))

    expected = {pk: score for pk, score in expected.items() if score}
    rows = kind.found(officer, wanted(sought, language))
    assert {row.pk: row.rank for row in rows} == expected
    rows = first(kind, Asked(sought, officer, language), 9)
    assert {row.pk: row.rank for row in rows} == expected


COLUMNS = [
    (kind.name, language, column)
    for kind in KINDS
    for language, columns in kind.languages.items()
    for column in columns
]


def fill(row, column, word):
    """Write a word behind the back of everything, as a bulk change does."""
    *path, name = column.split("__")
    for step in path:
        row = getattr(row, step)
    type(row).objects.filter(pk=row.pk).update(**{name: word})


@pytest.mark.parametrize(("kind", "language", "column"), COLUMNS)
def test_what_changes_anywhere_is_found_by_its_new_words_alone(
    officer, meeting, promise, topic, committee, customs, kind, language, column
):
    Meeting.objects.filter(pk=meeting.pk).update(committee=committee, lead=customs)
    meeting.refresh_from_db()
    row = {"meetings": meeting, "commitments": promise, "topics": topic}[kind]

    def keys(word):
        refresh()
        rows = BY_NAME[kind].found(officer, wanted(word, language))
        return [row.pk for row in rows]

    fill(row, column, "Baobab")
    assert keys("baobab") == [row.pk]
    fill(row, column, "Karité")
    assert (keys("baobab"), keys("karité")) == ([], [row.pk])


def test_a_row_of_another_committee_or_lead_is_found_by_its_name(
    officer, meeting, committee, customs
):
    refresh()
    Meeting.objects.filter(pk=meeting.pk).update(committee=committee, lead=customs)
    refresh()
    asked = wanted(f"{committee.name} {customs.acronym}", "fr")

    assert [row.pk for row in BY_NAME["meetings"].found(officer, asked)] == [meeting.pk]


def test_what_is_gone_is_found_no_more(client, officer, topic, promise):
    client.force_login(officer)
    assert found(client, "/search/?q=transitaires")["topics"]
    topic.delete()

    assert found(client, "/search/?q=transitaires") == {
        "commitments": ["E-2026-900"],
        "directory": ["FETRAM"],
    }
    assert list(Findable.objects.values_list("commitment", "topic")) == [
        (promise.pk, None)
    ]


def test_what_an_older_analyser_cut_is_cut_again(client, officer, meeting):
    client.force_login(officer)
    before = found(client, "/search/?q=cautions")
    Findable.objects.update(fr="", en="", analyser=VERSION - 1)
    call_command("migrate", verbosity=0)

    assert Findable.objects.get(meeting=meeting).fr
    assert found(client, "/search/?q=cautions") == before


def test_a_mistyped_word_is_corrected(client, published):  # noqa: F811
    published()
    page = client.get("/search/?q=marchandisse")

    assert page.context["better"] == "marchandises"
    assert "Rien ne correspond." in page.text


def test_one_kind_is_read_page_by_page(client, meeting):
    again(meeting, 25)
    Meeting.objects.update(level=Level.PUBLIC)

    first = client.get("/search/?q=cautions").context["groups"][0]
    page = client.get(first.url + "&page=2")

    assert (len(first.rows), first.total) == (5, 26)
    assert first.url == "/search/?q=cautions&kind=meetings"
    assert len(page.context["rows"]) == 6


def test_a_search_asks_as_much_for_many_rows_as_for_few(queries, meeting, promise):
    Meeting.objects.update(level=Level.PUBLIC)
    few = queries("/search/?q=cautions"), queries("/search/?q=cautions&kind=meetings")
    again(meeting, 30)

    assert queries("/search/?q=cautions") == few[0]
    assert queries("/search/?q=cautions&kind=meetings") == few[1]


@pytest.mark.parametrize("odd", ["%00", "+" * 50, "%22", "x" * 5000, "%27%3B--", "-"])
def test_odd_searches_are_answered(client, db, odd):
    assert client.get(f"/search/?q={odd}").status_code == 200
    assert client.get(f"/search/?kind={odd}&q=a&page={odd}").status_code == 200


def test_home_and_every_other_page_lead_to_the_search(client, db):
    home, other = client.get("/").text, client.get("/accessibility/").text

    assert home.count('role="search"') == 1
    assert other.count('action="/search/"') == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_stranger_searches_by_the_keyboard_alone(page, customs, promise):
    page.goto("/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("licensed brokers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search: licensed brokers")).to_be_visible()

    link = page.get_by_role("link", name="Train the licensed brokers of Kayes.")
    for _turn in range(30):
        page.keyboard.press("Tab")
        if link.evaluate("(node) => node === document.activeElement"):
            break
    expect(link).to_be_focused()
    outline = link.evaluate("(node) => getComputedStyle(node).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments/E-2026-900/")
