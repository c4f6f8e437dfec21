"""What a collector reads: several web processes, letters, beat."""

import os
import subprocess
import sys

import pytest

SCRIPT = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
for path in ("/healthz", "/healthz", "/nothing"):
    Client().get(path)
from portal.tasks import tick
tick()
page = Client().get("/metrics", headers={"authorization": "Bearer knock"})
print(page.content.decode())
print(Client().get("/metrics").status_code)
print(Client().get("/metrics", headers={"authorization": "Bearer x"}).status_code)
"""


@pytest.fixture
def asked(tmp_path):
    """The metrics as a process of its own tells them."""

    def ask():
        told = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "METRICS_TOKEN": "knock",
                "DATA_DIR": str(tmp_path),
                "DATABASE_URL": "",
                "PGDATABASE": "",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout

    return ask


def test_the_collector_reads_requests_letters_and_beat_of_all_processes(asked):
    asked()
    lines = asked().splitlines()

    counted = 'portal_requests_total{method="GET",status="200",view="healthz"} 4.0'
    assert counted in lines
    assert 'portal_request_seconds_count{view="healthz"} 4.0' in lines
    assert 'portal_letters{state="waiting"} 0.0' in lines
    assert "portal_oldest_due_letter_seconds 0.0" in lines
    (age,) = [line for line in lines if line.startswith("portal_beat_age_seconds ")]
    assert 0 <= float(age.split()[1]) < 60
    assert lines[-2:] == ["404", "404"]


def test_nobody_reads_metrics_that_nobody_asked_for(client, db):
    assert client.get("/metrics").status_code == 404
