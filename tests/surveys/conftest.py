"""Waves as fixtures: the two supplied ones, and a small one that is quick to compute."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from surveys import actions, demo
from surveys.models import Version, Wave
from surveys.opendata.files import pack
from surveys.snapshot import rebuild
from tests.conftest import person

DATA = Path(__file__).parent.parent / "data"
CODEBOOK = """code,group,factor,scale,reversed,sensitive,comparable_since,wording_fr,wording_en
O1,officials,1,5,0,0,2020,Énoncé un,Statement one
O2,officials,1,5,1,0,2020,Énoncé deux,Statement two
P1,private,3,4,0,0,2020,Énoncé trois,Statement three
"""


def small_rows(kayes=4):
    """120 officials and 60 businesses; few businesses in Kayes, fewer in Gao."""
    rows = ["group,sex,region,weight,O1,O2,P1"]
    for n in range(120):
        sex = "F" if n % 4 == 0 else "M"
        region = "Bamako" if n % 2 else "Kayes"
        rows.append(f"officials,{sex},{region},1,{n % 5 + 1},{(n * 3) % 5 + 1},")
    for n in range(60):
        sex = "F" if n % 3 == 0 else "M"
        region = "Kayes" if n < kayes else "Gao" if n < kayes + 12 else "Bamako"
        rows.append(f"private,{sex},{region},1,,,{n % 4 + 1}")
    return "\n".join(rows)


def small_version(by, year=2022, answers=None, **fields):
    """A draft with its figures computed."""
    wave = Wave(year=year, title=f"Vague {year}", title_en=f"Wave {year}")
    fields = {"methodology": "Tirage au hasard.", "mode": "online"} | fields
    version = actions.start_wave(
        wave=wave,
        version=Version(
            starts_on=date(year, 3, 1), ends_on=date(year, 3, 31), **fields
        ),
        by=by,
    )
    return take(version, answers or small_rows(), by)


def take(version, answers, by, codebook=CODEBOOK):
    """Import answers into a draft and compute."""
    kept, problems = actions.dry_run(
        version=version, codebook=codebook.encode(), answers=answers.encode(), by=by
    )
    assert problems == []
    actions.confirm_import(dry_run=kept, by=by)
    return actions.compute(version=version, rebuild=rebuild)


def no_files(version):
    """For tests that read cells alone: the files of a large wave take their time."""


def put_out(version, approver, at=None, pack=pack):
    """Approve, schedule, publish at its minute."""
    actions.approve(version=version, by=approver)
    minute = at or timezone.now() + timedelta(minutes=2)
    version = actions.schedule(version=version, publish_at=minute, by=approver)
    return actions.publish(version=version, now=version.publish_at, pack=pack)


@pytest.fixture
def draft(survey_analyst):
    return small_version(survey_analyst)


@pytest.fixture
def in_review(draft, survey_analyst):
    return actions.submit(version=draft, by=survey_analyst)


@pytest.fixture
def published(in_review, survey_approver):
    return put_out(in_review, survey_approver)


@pytest.fixture(scope="module")
def computed_once(django_db_setup, django_db_blocker):
    """Both supplied waves, computed for a whole module and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        analyst, approver = person("analyst"), person("approver")
        first = put_out(demo.prepare(2024, analyst), approver, pack=no_files)
        yield first, demo.prepare(2026, analyst)
        transaction.set_rollback(True)


@pytest.fixture
def computed(computed_once, db):
    """Both supplied waves, the first published, the second in review; no files."""
    return computed_once


@pytest.fixture
def supplied(survey_analyst, survey_approver):
    """Both supplied waves, published."""
    first, second = demo.load()
    return first, put_out(second, survey_approver)
