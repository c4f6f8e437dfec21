"""The demonstration shows a promise in every state, and is true to the rules."""

import pytest

from commitments.demo import load
from commitments.ladder import ladder
from commitments.models import Commitment, Evidence, Plan, Status
from commitments.models.punctuality import answered_by
from notices.models import Notice
from portal.demonstration import loading


@pytest.fixture
def loaded(db, settings, tmp_path, today):
    settings.MEDIA_ROOT = tmp_path
    units = {unit.acronym: unit for unit in loading.load_organisations()}
    loading.load_offices(units)
    loading.load_people(units, today)
    load()


def test_every_status_is_shown_and_nobody_is_written_to(loaded, today):
    rows = list(Commitment.objects.all())
    last = answered_by(today)
    assert {row.status(last) for row in rows} == set(Status)
    assert Commitment.objects.kept_on_time().count() == 6
    assert Commitment.objects.kept_late().count() == 3
    assert Commitment.objects.overdue(today).count() == 4
    assert len(rows) == 26
    assert Plan.objects.current(today).get().objectives.count() == 8
    assert not Notice.objects.exists()


def test_its_escalations_stand_where_the_ladder_leads(loaded):
    found = 0
    for commitment in Commitment.objects.filter(escalations__isnull=False).distinct():
        places = {p.rung: (p.office, p.unit) for p in ladder(commitment)}
        for row in commitment.escalations.all():
            assert places[row.rung] == (row.office, row.unit)
            found += 1
    assert found == 6


def test_its_evidence_is_what_its_fingerprint_says(loaded):
    for evidence in Evidence.objects.all():
        with evidence.file.open() as file:
            assert len(file.read()) == evidence.size
