"""The register: what a reader finds, and what the filters of the address do."""

from datetime import timedelta
from itertools import product

import pytest

from commitments import actions
from commitments.found import Found, narrowed
from commitments.indicators import KEYS, lines, together
from commitments.models import Commitment, Level

PAGE = "/commitments/"


@pytest.fixture
def shown(promise):
    """Public promises, each with its own words."""

    def shown(what, **fields):
        return promise(what=what, level=Level.PUBLIC, **fields)

    return shown


def found(client, query=""):
    return [row.what for row in client.get(PAGE + query).context["rows"]]


def test_a_stranger_finds_what_is_public_alone(client, shown, promise):
    shown("Ouvert à tous")
    promise(what="Entre nous", level=Level.PARTNERS)
    assert found(client) == ["Ouvert à tous"]
    page = client.get(PAGE).content.decode()
    assert "1 engagement" in page


@pytest.mark.parametrize(
    ("language", "name"), [("", "3. Transparence"), ("/en", "3. Transparency")]
)
def test_the_factors_are_named_in_the_readers_language(client, db, language, name):
    assert f">{name}</option>" in client.get(f"{language}/commitments/").text


def test_an_empty_register_says_what_will_stand_there(client, db):
    page = client.get(PAGE).content.decode()
    assert "Aucun engagement n’est encore enregistré." in page


def test_what_is_not_closed_comes_first_then_the_date(client, shown, secretary, today):
    shown("B", due_on=today + timedelta(days=20))
    gone = shown("A", due_on=today + timedelta(days=1))
    shown("C", due_on=today + timedelta(days=10))
    actions.abandon(commitment=gone, words="Caduc.", by=secretary)
    assert found(client) == ["C", "B", "A"]
    assert found(client, "?sort=latest") == ["B", "C", "A"]
    assert found(client, "?sort=new") == ["C", "A", "B"]


def test_each_filter_narrows_the_list(client, shown, brokers, customs, broker, today):
    shown("Panneau des délais", factor=3)
    own = shown("Équiper les cabinets", owner=brokers, counterparts=[customs], factor=4)
    late = shown("Former les agents", factor=8, due_on=today - timedelta(days=400))
    actions.claim(commitment=own, words="Fait.", by=broker)
    assert found(client, "?factor=3") == ["Panneau des délais"]
    assert found(client, "?owner=FETRAM") == ["Équiper les cabinets"]
    assert found(client, "?counterpart=DGD") == ["Équiper les cabinets"]
    assert found(client, "?state=claimed") == ["Équiper les cabinets"]
    assert found(client, "?overdue=on") == ["Former les agents"]
    assert found(client, f"?year={late.first_due_on.year}") == ["Former les agents"]


@pytest.mark.parametrize(
    "words", ["panneau", "PANNEAU delais", "délais", "E-2026-001", "kayes"]
)
def test_words_are_found_whatever_their_accents_and_case(client, shown, today, words):
    shown("Poser un panneau des délais")
    words = words.replace("2026", str(today.year))
    assert found(client, f"?q={words}") == ["Poser un panneau des délais"]


def test_nothing_found_says_so_and_keeps_the_filters(client, shown):
    shown("Poser un panneau")
    page = client.get(PAGE + "?q=rien").content.decode()
    assert "Aucun engagement ne correspond." in page
    assert 'value="rien"' in page


@pytest.mark.parametrize(
    "query",
    [
        "?factor=99&year=x&owner=%00&state=nope&sort=zzz&page=-4",
        "?q=" + "x" * 500,
        "?factor=99999999999999999999&year=99999999999999999999",
        "?overdue=perhaps&counterpart=<script>",
    ],
)
def test_odd_addresses_get_a_page(client, shown, query):
    shown("Poser un panneau")
    assert client.get(PAGE + query).status_code == 200
    assert client.get("/commitments/commitments.json" + query).status_code == 200


def test_what_most_ask_is_answered_as_the_rules_say(
    commitment, shown, brokers, customs, cast
):
    year = commitment.first_due_on.year
    shown("Panneau", owner=brokers, counterparts=[customs], factor=4)
    asked = [{}, {"factor": 4, "sort": "new"}, {"owner": str(brokers)}, {"plan": 1}]
    asked += [{"year": year}, {"year": year, "factor": 3}, {"q": "panneau"}]
    for reader, wanted in product(cast.values(), asked):
        rows, found = narrowed(reader, wanted), Found(reader, wanted)
        assert list(found[0:20]) == list(rows)
        assert found.figures == together(rows)
        for name, key in KEYS.items():
            assert found.by(name) == lines(name, rows.figures_by(key))


def test_a_long_list_costs_what_a_short_one_costs(client, queries, shown):
    for number in range(2):
        shown(f"Engagement {number}")
    few = queries(PAGE)
    for number in range(20):
        shown(f"Autre {number}")
    assert queries(PAGE) == few
    assert len(client.get(PAGE).context["rows"]) == 20
    assert len(client.get(PAGE + "?page=2").context["rows"]) == 2


def test_ones_own_list_costs_the_same_at_any_length(client, queries, promise, broker):
    client.force_login(broker)
    promise()
    few = queries("/commitments/mine/")
    for _ in range(8):
        promise()
    assert queries("/commitments/mine/") == few


def test_ones_own_page_tells_what_is_owed_and_what_to_answer(
    client, promise, brokers, customs, broker, secretary
):
    to_confirm = promise()
    own = promise(owner=brokers, counterparts=[customs])
    gone = promise()
    actions.claim(commitment=to_confirm, words="Fait.", by=secretary)
    actions.abandon(commitment=gone, words="Caduc.", by=secretary)
    client.force_login(broker)
    context = client.get("/commitments/mine/").context
    lists = ("to_confirm", "to_agree", "owed", "awaited")
    assert {name: context[name] for name in lists} == {
        "to_confirm": [to_confirm],
        "to_agree": [gone],
        "owed": [own],
        "awaited": [to_confirm],
    }


def test_the_page_of_a_factor_holds_what_was_promised_on_it(client, queries, shown):
    shown("Transparence", factor=3)
    shown("Automatisation", factor=4)
    context = client.get("/commitments/factors/3/").context
    assert [row.what for row in context["rows"]] == ["Transparence"]
    assert client.get("/commitments/factors/11/").status_code == 404
    few = queries("/commitments/factors/3/")
    for number in range(8):
        shown(f"Autre {number}", factor=3)
    assert queries("/commitments/factors/3/") == few


def test_the_home_page_tells_of_promises_kept_and_late(
    client, shown, secretary, broker, today
):
    shown("Panneau en retard", due_on=today - timedelta(days=3))
    kept = shown("Panneau posé")
    actions.claim(commitment=kept, words="Fait.", by=secretary)
    actions.confirm(commitment=kept, by=broker)
    page = client.get("/").content.decode()
    assert "Engagements tenus et en retard" in page
    assert "50\u00a0%" in page
    assert page.index("Panneau en retard") < page.index("Panneau posé")


def test_a_promise_of_the_officer_is_found_by_its_english_words(client, shown):
    shown("Panneau", what_en="Board with release times")
    assert found(client, "?q=release board") == ["Panneau"]
    assert Commitment.objects.get().own_what == "Panneau"
    page = client.get("/en/commitments/").content.decode()
    assert "Board with release times" in page
