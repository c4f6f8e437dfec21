"""What a collector reads: several web processes, letters, beat."""

import os
import subprocess
import sys

import pytest
from prometheus_client.parser import text_string_to_metric_families

from portal import metrics
from portal.celery import app
from portal.tasks import tick

SCRIPT = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
for path in ("/healthz", "/healthz", "/nothing"):
    Client().get(path)
from portal.tasks import tick
tick()
Client().generic("GUESSED-7", "/healthz")
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
                "REDIS_URL": "",
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
    assert 'portal_request_seconds_count{view="healthz"} 6.0' in lines
    assert 'portal_letters{state="waiting"} 0.0' in lines
    assert "portal_oldest_due_letter_seconds 0.0" in lines
    (age,) = [line for line in lines if line.startswith("portal_beat_age_seconds ")]
    assert 0 <= float(age.split()[1]) < 60
    assert lines[-2:] == ["404", "404"]


def test_each_figure_is_told_once_and_strangers_make_no_new_ones(asked):
    """A second process does not tell letters again, nor a method somebody made up."""
    asked()
    page = asked().rpartition("404\n404\n")[0]
    families = list(text_string_to_metric_families(page))
    samples = [sample for family in families for sample in family.samples]

    names = [family.name for family in families]
    assert sorted(names) == sorted(set(names))
    (waiting,) = [
        sample.labels
        for sample in samples
        if sample.name == "portal_letters" and sample.labels["state"] == "waiting"
    ]
    assert waiting == {"state": "waiting"}
    methods = {s.labels["method"] for s in samples if "method" in s.labels}
    assert methods == {"GET", "other"}
    assert "portal_queue_tasks -1.0" in page.splitlines()


@pytest.mark.servers
def test_the_queue_is_counted_in_the_broker_itself(settings, valkey_url):
    settings.REDIS_URL = valkey_url
    with app.connection_for_write(valkey_url) as connection:
        before = metrics.queue_length()
        tick.apply_async(connection=connection)
        tick.apply_async(connection=connection)
        assert metrics.queue_length() == before + 2
        connection.default_channel.client.delete(metrics.QUEUE)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert metrics.queue_length() == -1


def test_nobody_reads_metrics_that_nobody_asked_for(client, db):
    assert client.get("/metrics").status_code == 404
