"""Atom and the sitemap of the waves, as a stranger reads them."""

import re
from datetime import timedelta
from xml.etree import ElementTree

from django.urls import reverse
from django.utils import timezone

from surveys import actions
from surveys.models import Level
from surveys.snapshot import rebuild
from surveys.tasks import compute_waiting
from tests.surveys.conftest import put_out, small_version

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, prefix=""):
    response = client.get(f"{prefix}{reverse('surveys:atom')}")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href"))
        for entry in feed.findall(f"{ATOM}entry")
    ]


def locations(client):
    response = client.get(reverse("surveys:sitemap"))
    assert response["Content-Type"] == "application/xml"
    return re.findall(r"<loc>http://testserver([^<]+)</loc>", response.content.decode())


def test_each_published_version_is_an_entry(published, client):
    assert entries(client) == [
        ("Vague 2022, v1.0.0", "http://testserver/surveys/2022/v1.0.0/")
    ]
    assert entries(client, "/en") == [
        ("Wave 2022, v1.0.0", "http://testserver/en/surveys/2022/v1.0.0/")
    ]


def test_a_correction_stands_first_and_what_is_withdrawn_goes(
    published, survey_analyst, survey_approver, client
):
    draft = actions.start_correction(
        version=published, is_correction=True, note="Repris", by=survey_analyst
    )
    actions.compute(version=draft, rebuild=rebuild)
    actions.submit(version=draft, by=survey_analyst)
    put_out(draft, survey_approver, timezone.now() + timedelta(hours=1))
    assert [title for title, _ in entries(client)] == [
        "Vague 2022, v1.0.1",
        "Vague 2022, v1.0.0",
    ]
    actions.withdraw(version=draft, reason="Erreur", by=survey_approver)
    assert entries(client) == []


def test_every_address_of_the_sitemap_opens_to_a_stranger(published, client):
    found = locations(client)
    assert "/surveys/2022/factor/1/" in found
    assert "/en/surveys/2022/question/O1/" in found
    assert {client.get(address).status_code for address in found} == {200}


def test_the_sitemap_names_no_page_of_a_higher_level(
    survey_analyst, survey_approver, client
):
    draft = small_version(survey_analyst)
    actions.set_levels(
        version=draft, questions={"O1": Level.CUSTOMS}, breakdowns={}, by=survey_analyst
    )
    compute_waiting()
    actions.submit(version=draft, by=survey_analyst)
    put_out(draft, survey_approver)
    found = locations(client)
    assert "/surveys/2022/question/O1/" not in found
    assert "/surveys/2022/question/O2/" in found
    assert {client.get(address).status_code for address in found} == {200}


def test_a_draft_is_in_neither(draft, client):
    assert entries(client) == []
    assert locations(client) == ["/surveys/", "/en/surveys/"]
