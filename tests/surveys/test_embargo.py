"""One second before the minute nothing is shown, at no address, to nobody outside."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.refusal import Refused
from surveys import actions
from surveys.models import Cell, Change, Download, Version
from surveys.opendata.files import pack

YEAR, NUMBER = 2022, "1.0.0"
FILES = [
    "results.csv",
    "results-excel-fr.csv",
    "results.xlsx",
    "results.json",
    "codebook.csv",
    "datapackage.json",
    "share.png",
    "SHA256SUMS",
]


def addresses():
    """Every address under which a wave can be asked for, in both languages."""
    found = []
    for name, *args in [
        ("wave", YEAR),
        ("factor", YEAR, 1),
        ("question", YEAR, "O1"),
        ("methodology", YEAR),
        ("restitution", YEAR),
        ("a4", YEAR),
        ("comparison", YEAR, 2020),
        ("version", YEAR, NUMBER),
        ("version_factor", YEAR, NUMBER, 1),
        ("version_question", YEAR, NUMBER, "O1"),
        ("version_methodology", YEAR, NUMBER),
        ("desk", YEAR),
    ]:
        found.append(reverse(f"surveys:{name}", args=args))
    for file in FILES:
        found.append(reverse("surveys:download", args=[YEAR, NUMBER, file]))
        for level in ("public", "partners", "customs"):
            found.append(
                reverse("surveys:level_download", args=[YEAR, NUMBER, level, file])
            )
    return found + [f"/en{address}" for address in found]


@pytest.fixture
def scheduled(in_review, survey_approver):
    actions.approve(version=in_review, by=survey_approver)
    return actions.schedule(
        version=in_review,
        publish_at=timezone.now() + timedelta(minutes=2),
        by=survey_approver,
    )


@pytest.mark.parametrize("who", ["stranger", "broker", "officer"])
def test_one_second_before_nothing_is_shown(scheduled, who, request):
    reader = request.getfixturevalue(who)
    client = Client()
    if not reader.is_anonymous:
        client.force_login(reader)
    with pytest.raises(Refused, match="embargo"):
        actions.publish(
            version=scheduled,
            now=scheduled.publish_at - timedelta(seconds=1),
            pack=pack,
        )
    leaks = [a for a in addresses() if client.get(a).status_code == 200]
    listed = [
        path
        for path in ("/surveys/", "/en/surveys/", "/", "/en/")
        if b"Vague 2022" in (page := client.get(path).content) or b"Wave 2022" in page
    ]
    assert (leaks, listed) == ([], [])
    assert list(Version.objects.visible_to(reader)) == []
    assert list(Cell.objects.visible_to(reader)) == []
    assert list(Change.objects.visible_to(reader)) == []
    assert list(Download.objects.all()) == []


def test_at_the_minute_everything_public_is_shown(scheduled, client):
    assert "Vague 2022" not in client.get("/surveys/").content.decode()
    actions.publish(version=scheduled, now=scheduled.publish_at, pack=pack)
    assert "Vague 2022" in client.get("/surveys/").content.decode()
    asked = addresses()
    hidden = {a for a in asked if client.get(a).status_code != 200}
    assert {a.removeprefix("/en").split("/")[3] for a in hidden} == {
        "vs",
        "desk",
        "v1.0.0",
    }
    assert all("/partners/" in a or "/customs/" in a for a in hidden if "v1" in a)


def test_the_officers_of_the_survey_see_their_preview(
    scheduled, survey_analyst, client
):
    client.force_login(survey_analyst)
    response = client.get(reverse("surveys:version", args=[YEAR, NUMBER]))
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")
