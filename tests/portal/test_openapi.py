"""The description of the addresses for programs says what they truly answer."""

import re

import pytest
from django.urls import URLResolver, get_resolver, resolve, reverse

from tests.access.surveys import RELEASE
from tests.portal.schema import faults

LISTS = {
    "instructions:library": "/instructions/texts.json",
    "commitments:register": "/commitments/commitments.json",
}
NOWHERE = {"slug": "no", "reference": "no", "year": 1, "number": "9.9.9"}


@pytest.fixture
def described(client):
    return client.get("/openapi.json").json()


def places(world):
    year, number = RELEASE
    text, promise = world["TEXT"], world["SHOWN_PROMISE"]
    return {"slug": text, "reference": promise, "year": year, "number": number}


def test_every_described_address_answers_as_it_is_described(
    client, world, described, subtests
):
    schemas = described["components"]["schemas"]
    for path, item in described["paths"].items():
        answer = client.get(path.format(**places(world)))
        said = item["get"]["responses"][str(answer.status_code)]["content"]
        schema = said["application/json"]["schema"]
        with subtests.test(path=path):
            assert answer.headers["Content-Type"] == "application/json"
            assert faults(answer.json(), schema, schemas) == []


def test_the_answers_of_the_test_are_not_empty(client, world):
    texts = client.get("/instructions/texts.json?show=all").json()["texts"]
    promises = client.get("/commitments/commitments.json").json()["commitments"]
    text = client.get(reverse("instructions:text_json", args=[world["TEXT"]])).json()

    assert [bool(rows) for rows in (texts, promises)] == [True, True]
    assert text["versions"][0]["articles"] != []


def test_every_filter_of_a_list_is_described_and_what_it_cannot_read_left_out(
    client, world, described
):
    for page, path in LISTS.items():
        form = client.get(reverse(page)).context["form"]
        parameters = described["paths"][path]["get"]["parameters"]
        assert {row["name"] for row in parameters} == set(form.fields)
        wrong = dict.fromkeys(form.fields, "\x00?")
        assert client.get(path, wrong).status_code == 200


def test_what_is_not_there_is_answered_as_described(client, world, described):
    for path, item in described["paths"].items():
        if "404" in item["get"]["responses"]:
            assert client.get(path.format(**NOWHERE)).status_code == 404


def test_an_answer_is_not_sent_twice(client, world, described):
    for path in described["paths"]:
        address = path.format(**places(world))
        tag = client.get(address).headers.get("ETag")
        if tag:
            again = client.get(address, headers={"If-None-Match": tag})
            assert again.status_code == 304


def test_an_address_for_programs_is_only_read(client, world, described):
    for path in described["paths"]:
        assert client.generic("TRACE", path.format(**places(world))).status_code == 405


def json_addresses(resolver=None, before="/"):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from json_addresses(pattern, path)
        elif path.endswith(".json"):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)


def test_no_json_address_is_left_undescribed(described):
    found = {path for path in json_addresses() if not path.startswith("/en/")}

    assert found - {"/openapi.json"} <= set(described["paths"])


def test_the_open_data_page_leads_to_the_description(client, db):
    assert 'href="/openapi.json"' in client.get("/open-data/").text
    assert resolve("/openapi.json").view_name == "openapi"


def test_the_permanent_addresses_of_the_description(described):
    assert list(described["paths"]) == [
        "/instructions/texts.json",
        "/instructions/{slug}/text.json",
        "/commitments/commitments.json",
        "/commitments/{reference}/commitment.json",
        "/surveys/{year}/v{number}/results.json",
        "/surveys/{year}/v{number}/datapackage.json",
        "/readyz",
    ]
