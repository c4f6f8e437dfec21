"""What machines read of the texts, and what a page costs."""

import hashlib
import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.trail import record
from instructions import actions
from instructions.models.standing import BODIES

LISTS = [("step", 3), *((name,) for name in ("library", "path", "consultations"))]
LISTS += [(name,) for name in ("library_json", "library_csv", "atom", "sitemap")]


def address(name, *args):
    return reverse(f"instructions:{name}", args=args)


def days(count):
    return timezone.localdate() + timedelta(days=count)


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


def test_the_hash_is_that_of_the_text_downloaded(client, second):
    answer = client.get(address("canonical", second.instruction.slug, 2))

    assert hashlib.sha256(answer.content).hexdigest() == second.sha256


def test_a_page_that_did_not_change_is_not_sent_again(client, second, text_editor):
    base = second.instruction.get_absolute_url()
    first = client.get(base)
    again = client.get(base, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, bool(first["Last-Modified"])) == (304, True)

    second.instruction.audience = "users"
    second.instruction.save()
    record("instruction.changed", second.instruction, by=text_editor)
    changed = client.get(base, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_machines_read_json_atom_csv_and_the_sitemap(client, second):
    slug = second.instruction.slug
    data = client.get(address("text_json", slug)).json()
    listed = client.get(address("library_json")).json()["texts"]
    atom = client.get(address("atom"))
    table = client.get(address("library_csv")).content.decode("utf-8-sig")
    sitemap = client.get(address("sitemap")).content.decode()

    assert [v["number"] for v in data["versions"]] == [1, 2]
    assert [a["id"] for a in data["versions"][1]["articles"]] == [
        "preamble",
        "art-1",
        "art-2",
    ]
    assert [(row["version"], row["status"]) for row in listed] == [(2, "in_force")]
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert second.changes in atom.content.decode()
    assert table.splitlines()[1].startswith(f"http://testserver/instructions/{slug}/")
    assert f"http://testserver/en/instructions/{slug}/" in sitemap
    assert f"<loc>http://testserver/instructions/{slug}/v1/</loc>" in sitemap


def test_the_page_carries_the_text_as_schema_org_legislation(client, second):
    page = client.get(second.instruction.get_absolute_url()).content.decode()
    data = json.loads(page.split('ld+json">')[1].split("</script>")[0])

    assert data["@type"] == "Legislation"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert data["version"] == 2
    assert None not in data.values()


def test_schema_org_hears_what_is_repealed_in_part_or_taken_back(
    client, published, second, text_signatory
):
    text = second.instruction
    effect = {"verb": "repeals", "object": text, "articles": "art-2"}
    published("013", relations=[effect])
    third = published(following=text, in_force_on=days(9))
    actions.take_back(version=third, reason="Pas prêt.", by=text_signatory)

    def force(address):
        page = client.get(address).content.decode()
        data = json.loads(page.split('ld+json">')[1].split("</script>")[0])
        return data["legislationLegalForce"].rpartition("/")[2]

    versions = [force(address("version", text.slug, n)) for n in (1, 2, 3)]
    assert versions == ["NotInForce", "PartiallyInForce", "NotInForce"]


@pytest.mark.parametrize("asked", LISTS)
def test_no_list_loads_a_body(client, published, django_assert_max_num_queries, asked):
    published("001")
    with django_assert_max_num_queries(12) as queries:
        assert client.get(address(*asked)).status_code == 200

    bodies = [f'"{name}"' for name in (*BODIES, "body", "html", "stems", "tokens")]
    loaded = [q["sql"] for q in queries.captured_queries]
    assert [sql for sql in loaded if any(body in sql for body in bodies)] == []


def test_the_list_of_readings_loads_no_body(client, second, brokers, broker):
    actions.acknowledge(version=second, organisation=brokers, by=broker)
    client.force_login(broker)
    for name in ("acknowledgements", "acknowledgements_csv"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(name)).status_code == 200
        sql = " ".join(query["sql"] for query in captured.captured_queries)
        assert [body for body in BODIES if f'"{body}"' in sql] == []


def test_the_library_costs_the_same_however_long(queries, published):
    published("001")
    short = queries(address("library") + "?q=" + quote("déclaration"))
    for number in range(2, 7):
        published(f"00{number}")

    assert queries(address("library") + "?q=" + quote("déclaration")) == short


def test_a_feed_follows_one_step(client, published):
    published("001", labels=[("step", "3")])
    published("002", labels=[("step", "9")])
    feed = client.get(address("atom"), {"step": "9"}).content.decode()

    assert ("002/2026" in feed, "001/2026" in feed) == (True, False)
