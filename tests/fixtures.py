"""Real servers and a real browser as fixtures; what the machine lacks is named.

`page` and `phone` are Chromium pages 1280 and 360 pixels wide on a live portal; a
console error, a failed request or an unexpected status fails the test at its end.
"""

import os
import shutil
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests import servers

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
MISSING = "Missing: "


def missing(part, command):
    """Skip what this machine cannot run and name its cure; under CI that is a failure."""
    sentence = f"{MISSING}{part}. Bring it with: {command}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def pytest_terminal_summary(terminalreporter):
    """Name at the end what the machine lacks."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    }
    if lacking := os.environ.get("LACKING"):
        reasons.add(f"{MISSING}{lacking}")
    for reason in sorted(r for r in reasons if r.startswith(MISSING)):
        terminalreporter.write_line(reason, yellow=True)
    if failed := os.environ.get("FAILED_BEFORE"):
        terminalreporter.write_line(f"Failed before these tests: {failed}", red=True)


@pytest.fixture(autouse=True)
def in_french():
    """A page read in English leaves no English behind for the next test."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def shelf(settings):
    """Pages are kept as in production; elsewhere each test has them made for it."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = settings.CACHES | {"memory": {"BACKEND": memory}}
    yield caches["memory"]
    caches["memory"].clear()


@pytest.fixture(scope="session")
def worker_number():
    """0, or the number of the xdist worker, so that two never share a database."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session")
def postgres_url(worker_number):
    """The address of an empty database on a real PostgreSQL."""
    with servers.named_or("DATABASE_URL", servers.postgres, "postgres") as address:
        name = f"of_worker_{worker_number}"
        connection = psycopg2.connect(address)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        connection.close()
        yield urlsplit(address)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def valkey_url(worker_number):
    """The address of an own database on a real Valkey or Redis."""
    with servers.named_or("REDIS_URL", servers.valkey, "redis") as address:
        yield urlsplit(address)._replace(path=f"/{worker_number + 1}").geturl()


@pytest.fixture(scope="session")
def bucket():
    """A bucket on a real S3 server: its `url`, its `names()`, and ways to kill it."""
    with servers.s3() as found:
        yield found


@pytest.fixture(scope="session")
def smtp_of_the_session():
    with servers.smtp() as mailbox:
        yield mailbox


@pytest.fixture
def smtp_server(smtp_of_the_session):
    """A real SMTP server: `url`, `messages`, `recipients`, and `answers` to refuse."""
    smtp_of_the_session.empty()
    return smtp_of_the_session


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Without its windows, which nobody sees, a page opens five times as fast.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not chromium:
        missing("the browser Chromium", "apt-get install chromium")
    return browser_type_launch_args | {
        "executable_path": chromium,
        "args": CHROMIUM_OPTIONS,
    }


@pytest.fixture
def queries(client):
    """How many queries an address costs the test client, once it is warm."""

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return queries


@pytest.fixture
def allowed_statuses():
    """The statuses of 400 and above that a browser test means to meet."""
    return set()


@pytest.fixture
def problems(allowed_statuses):
    """What went wrong in the pages of a test; it must stay empty."""
    seen = []
    yield seen
    assert seen == []


def watch(page, problems, allowed_statuses):
    """Write down console errors, script errors, failed requests and bad statuses."""

    def console(message):
        told_by_its_status = message.text.startswith("Failed to load resource")
        if message.type == "error" and not told_by_its_status:
            problems.append(message.text)

    def response(answer):
        if answer.status >= 400 and answer.status not in allowed_statuses:
            problems.append(f"{answer.status} {answer.url}")

    def failed(request):
        left_before_it_came = "ABORTED" in request.failure
        if not left_before_it_came:
            problems.append(f"{request.failure} {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("response", response)
    page.on("requestfailed", failed)


@pytest.fixture
def open_page(new_context, live_server, problems, allowed_statuses):
    """Open a page of a given width on the live portal, signed in when a user is given."""

    def open_page(width=1280, user=None, **options):
        context = new_context(
            viewport={"width": width, "height": 800},
            base_url=live_server.url,
            locale="fr-FR",
            **options,
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        watch(page, problems, allowed_statuses)
        if user:
            sign_in(page, user, live_server)
        return page

    return open_page


def sign_in(page, user, live_server):
    """Give the page's browser a session of that person, without the sign-in form."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
    )


@pytest.fixture
def page(open_page):
    """A Chromium page on a desk, nobody signed in."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A Chromium page 360 pixels wide, nobody signed in."""
    return open_page(360)
