import os
import signal
import smtplib
import subprocess
import sys
import time

import psycopg2
import pytest
import redis
from django.urls import reverse

pytestmark = pytest.mark.servers

STARTS_A_VALKEY_AND_DIES = """
import os, signal
from tests import servers
with servers.valkey() as url, servers.postgres() as address:
    print(url, address, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_database_of_the_tests_is_a_postgresql(postgres_url):
    connection = psycopg2.connect(postgres_url)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150000
    connection.close()


def test_the_broker_of_the_tests_answers(valkey_url):
    with redis.Redis.from_url(valkey_url) as broker:
        assert broker.ping()


def test_the_smtp_server_keeps_letters_and_refuses_whom_it_shall(smtp_server):
    smtp_server.answers["gone@example.org"] = "550 no such person"
    host, port = smtp_server.url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as smtp:
        refused = smtp.sendmail(
            "portal@example.org",
            ["here@example.org", "gone@example.org"],
            "Subject: Bonjour\n\nÀ demain".encode(),
        )

    assert refused == {"gone@example.org": (550, b"no such person")}
    assert [m["Subject"] for m in smtp_server.messages] == ["Bonjour"]
    assert smtp_server.recipients == ["here@example.org"]


def test_servers_end_when_their_runner_is_killed():
    runner = subprocess.run(
        [sys.executable, "-c", STARTS_A_VALKEY_AND_DIES],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert runner.returncode == -signal.SIGKILL
    url, address = runner.stdout.split()
    folder = os.path.dirname(address.split("host=")[1])

    deadline = time.monotonic() + 15
    while os.path.exists(folder) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert not os.path.exists(folder)
    with (
        redis.Redis.from_url(url) as broker,
        pytest.raises(redis.ConnectionError),
    ):
        broker.ping()


@pytest.mark.browser
def test_a_browser_reads_the_home_page(page, phone):
    for reader in (page, phone):
        assert reader.goto(reverse("home")).status == 200
