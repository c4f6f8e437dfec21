"""What machines, and those who take data away, find at the root of the portal."""

import re

from commitments.models import Commitment
from tests.test_access import close


def statuses(client, addresses):
    """Every address that does not answer 200, with what it answers."""
    found = {}
    for address in addresses:
        response = client.get(address)
        close(response)
        if response.status_code != 200:
            found[address] = response.status_code
    return found


def test_every_file_of_the_open_data_page_is_there_for_a_stranger(client, world):
    sets = client.get("/open-data/").context["sets"]
    files = [file for one in sets for file in one.files]

    assert statuses(client, [one.page for one in sets]) == {}
    assert statuses(client, [file.url for file in files]) == {}
    assert {file.format for file in files} == {
        *("CSV", "XLSX", "JSON", "Atom", "iCalendar", "TXT")
    }


def test_the_register_of_commitments_is_named_as_one_in_french(client, db):
    assert "Registre (CSV)" in client.get("/open-data/").text


def test_each_set_of_open_data_names_its_licence_and_its_last_change(client, world):
    page = client.get("/en/open-data/")

    assert 'rel="license" href="https://creativecommons.org/licenses/by/4.0/"' in (
        page.text
    )
    changed = {one.title: one.changed_at for one in page.context["sets"]}
    assert changed["Commitments"] == (
        Commitment.objects.filter(level="public").latest("changed_at").changed_at
    )
    assert changed["Instructions and other texts"] is not None


def test_the_open_data_page_is_there_before_any_data(client, db):
    assert "Nothing yet." in client.get("/en/open-data/").text


def test_every_address_of_the_sitemaps_answers_a_stranger(client, world, settings):
    index = client.get("/sitemap.xml").text
    maps = re.findall(r"<loc>(.+?)</loc>", index)
    bare = [address.removeprefix(settings.PORTAL_URL) for address in maps]
    assert bare == [
        "/sitemap-pages.xml",
        "/instructions/sitemap.xml",
        "/surveys/sitemap.xml",
    ]

    listed = re.findall(r"<loc>(.+?)</loc>", client.get(bare[0]).text)
    paths = [address.removeprefix(settings.PORTAL_URL) for address in listed]
    assert len(paths) == len(set(paths)) > 40
    assert statuses(client, paths) == {}


def test_robots_are_told_where_the_map_is_and_what_changes_nothing(client, settings):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /en/search/?" in lines
    assert lines[-1] == f"Sitemap: {settings.PORTAL_URL}/sitemap.xml"


def test_robots_stay_out_of_a_demonstration(client, settings):
    settings.DEMO = True

    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_a_finder_of_flaws_is_told_whom_to_write_to(client, settings):
    text = client.get("/.well-known/security.txt").text

    assert f"Contact: mailto:{settings.DEFAULT_FROM_EMAIL.split('<')[1][:-1]}" in text
    assert f"Canonical: {settings.PORTAL_URL}/.well-known/security.txt" in text
