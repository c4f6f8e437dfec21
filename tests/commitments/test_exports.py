"""CSV, XLSX, JSON and Atom: as filtered, harmless, and not sent twice."""

import csv
from io import BytesIO, StringIO

import pytest
from django.utils.feedgenerator import rfc3339_date
from openpyxl import load_workbook

from commitments import actions
from commitments.models import Level

HEADERS = [
    *("Référence", "Ce qui est promis", "Responsable", "Fonction responsable"),
    *("Bénéficiaires", "Facteur clé", "Première échéance", "Échéance"),
    *("Déclaré réalisé le", "Clos le", "État", "En retard", "Tenu à temps"),
    "Visible pour",
]
FORMATS = ("csv", "xlsx", "json", "atom")


def address(ending, query=""):
    return f"/commitments/commitments.{ending}{query}"


@pytest.fixture
def shown(promise):
    return promise(level=Level.PUBLIC, what="=1+1 panneau", owner_function="Chef")


def row(commitment):
    day = commitment.due_on
    return [
        commitment.reference,
        "'=1+1 panneau",
        "DR Kayes",
        "Chef",
        "CMTR, FETRAM",
        "3. Transparence",
        day,
        day,
    ]


def test_the_csv_holds_one_row_a_promise(client, shown):
    text = client.get(address("csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    day = f"{shown.due_on:%d/%m/%Y}"
    assert rows[0] == HEADERS
    assert rows[1] == [
        *row(shown)[:6],
        *(day, day, "", "", "ouvert", "non", "non", "public"),
    ]


def test_the_workbook_keeps_days_as_days(client, shown):
    book = load_workbook(BytesIO(client.get(address("xlsx")).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert list(rows[0]) == HEADERS
    assert rows[1][6].date() == shown.due_on
    assert rows[1][1] == "'=1+1 panneau"


def test_the_json_holds_the_original_and_the_state(client, shown):
    [found] = client.get(address("json")).json()["commitments"]
    assert found == {
        "reference": shown.reference,
        "url": f"http://testserver/commitments/{shown.reference}/",
        "what": "=1+1 panneau",
        "what_en": "",
        "owner": "DR Kayes",
        "owner_function": "Chef",
        "counterparts": ["CMTR", "FETRAM"],
        "factor": 3,
        "office": None,
        "promised_on": shown.promised_on.isoformat(),
        "first_due_on": shown.due_on.isoformat(),
        "due_on": shown.due_on.isoformat(),
        "claimed_on": None,
        "closed_on": None,
        "status": "open",
        "is_overdue": False,
        "is_kept_on_time": False,
        "expected_evidence": "",
        "level": "public",
    }


def test_one_promise_is_told_with_its_history(client, shown, secretary):
    actions.claim(commitment=shown, words="Posé.", by=secretary)
    found = client.get(f"/commitments/{shown.reference}/commitment.json").json()
    assert [(s["step"], s["by"], s["words"]) for s in found["history"]] == [
        ("promised", "DR Kayes", ""),
        ("claimed", "DR Kayes", "Posé."),
    ]


def test_the_feed_tells_what_changed_last(client, shown):
    text = client.get(address("atom")).content.decode()
    assert f"<title>{shown.reference} – Ouvert</title>" in text
    assert rfc3339_date(shown.changed_at) in text


@pytest.mark.parametrize("ending", FORMATS)
def test_filters_narrow_every_export(client, shown, ending):
    whole = client.get(address(ending)).content
    assert client.get(address(ending, "?factor=4")).content != whole


@pytest.mark.parametrize("ending", FORMATS)
def test_what_did_not_change_is_not_sent_again(
    client, shown, secretary, brokers, broker, ending
):
    def again(etag):
        answer = client.get(address(ending), headers={"if-none-match": etag})
        return answer.status_code, answer.get("ETag")

    etag = client.get(address(ending))["ETag"]
    assert again(etag) == (304, etag)
    actions.start(commitment=shown, by=secretary)
    status, newer = again(etag)
    assert (status, newer == etag) == (200, False)
    client.force_login(broker)
    assert again(newer)[0] == 200


@pytest.mark.parametrize("ending", FORMATS)
def test_exports_say_that_a_demonstration_is_fictitious(
    client, shown, settings, ending
):
    settings.DEMO = True
    data = client.get(address(ending)).content
    if ending == "xlsx":
        data = str(
            [
                r[0]
                for r in load_workbook(BytesIO(data)).active.iter_rows(values_only=True)
            ]
        ).encode()
    text = data.decode()
    assert "données fictives" in text or "donn\\u00e9es fictives" in text
