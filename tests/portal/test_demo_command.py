"""The whole demonstration, as `make demo` starts it, with its real processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from html import unescape
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest

from tests.translations import ROOT

pytestmark = pytest.mark.servers

TOKEN = "c2VjcmV0:1tZx:9hVnQ"
BELONGS_TO_THE_TESTS = {
    *("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "SECRET_KEY"),
    *("ALLOWED_HOSTS", "PORTAL_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "DATA_DIR"),
}


class Demonstration:
    """One run of the demonstration on a free port, from its own folder."""

    def __init__(self, folder, port=None):
        self.folder, self.port = folder, port or free_port()
        own = {"DEMO": "1", "PORT": str(self.port), "DATA_DIR": str(folder)}
        mine = {k: v for k, v in os.environ.items() if k not in BELONGS_TO_THE_TESTS}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=ROOT,
            env=mine | own | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def wait_until_it_runs(self):
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                self.family = psutil.Process(self.process.pid).children(recursive=True)
                return self
        raise AssertionError(self.said)

    def child(self, word):
        """The first of its processes whose command names a word."""
        return next(p for p in self.family if word in " ".join(p.cmdline()))

    def end(self, number=signal.SIGTERM):
        """Ask it to stop and give its exit code with its last words."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        last, _ = self.process.communicate(timeout=40)
        return self.process.returncode, last

    def orphans(self, within=0):
        """Its processes that outlived it, after a grace."""
        return psutil.wait_procs(self.family, timeout=within)[1]

    def address(self, path):
        return f"http://127.0.0.1:{self.port}{path}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a demonstration that ran once, and sent its first letters."""
    folder = tmp_path_factory.mktemp("demonstration")
    first = Demonstration(folder).wait_until_it_runs()
    await_letters(folder)
    first.end()
    return folder


@pytest.fixture
def home(folder, tmp_path):
    """The same folder for one test alone."""
    shutil.copytree(
        folder, tmp_path / "home", ignore=shutil.ignore_patterns("*.sock", "*.lock")
    )
    return tmp_path / "home"


def await_letters(folder):
    """Wait for beat and worker to bring letters, and read them."""
    mail = folder / "mail"
    deadline = time.monotonic() + 60
    while not list(mail.glob("*.eml")) and time.monotonic() < deadline:
        time.sleep(0.2)
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in mail.glob("*.eml")
    ]


@pytest.fixture(scope="module")
def running(folder):
    demonstration = Demonstration(folder).wait_until_it_runs()
    yield demonstration
    demonstration.end()


def test_it_says_where_it_is_and_who_may_sign_in(running):
    assert f"http://localhost:{running.port}/demo/mailbox/" in running.said
    assert "programme@example.org" in running.said
    assert "demonstration" in running.said


def test_its_pages_answer_with_hashed_style(running):
    with urlopen(running.address("/")) as answer:
        page = answer.read().decode()
    assert answer.status == 200
    assert "css/portal." in page
    assert "css/portal.css" not in page


def test_a_letter_of_a_convened_meeting_arrives_in_the_mailbox(running, folder):
    letters = await_letters(folder)

    assert letters
    assert {letter["To"].addresses[0].domain for letter in letters} == {"example.org"}
    texts = [letter.get_body(("plain",)).get_content() for letter in letters]
    assert all("http://localhost:" in text for text in texts)
    reader = letters[0]["To"].addresses[0].addr_spec
    with urlopen(running.address(f"/demo/mailbox/?to={reader}")) as page:
        assert letters[0]["Subject"] in unescape(page.read().decode())


def test_no_log_keeps_the_token_of_a_one_click_address(running, folder):
    with pytest.raises(HTTPError):
        urlopen(running.address(f"/meetings/answer/{TOKEN}/?from=letter"))

    log = folder / "logs" / "web.log"
    deadline = time.monotonic() + 10
    while "/meetings/answer/" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "/meetings/answer/*" in log.read_text()
    assert all(TOKEN not in path.read_text() for path in log.parent.iterdir())


def test_a_second_one_is_refused_in_a_sentence(running, folder, tmp_path):
    code, said = Demonstration(folder).end(0)
    assert (code, "already runs from" in said) == (1, True)

    code, said = Demonstration(tmp_path, running.port).end(0)
    assert (code, f"Port {running.port} cannot be used" in said) == (1, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_again_in_seconds_and_stops_cleanly(home, number):
    began = time.monotonic()
    again = Demonstration(home).wait_until_it_runs()
    assert time.monotonic() - began < 30
    assert "loaded already" in again.said

    code, said = again.end(number)
    assert (code, "Stopped." in said) == (0, True)
    assert again.orphans() == []


def test_when_one_part_falls_it_says_so_and_ends_the_others(home):
    demonstration = Demonstration(home).wait_until_it_runs()
    demonstration.child("portal worker").kill()

    last, _ = demonstration.process.communicate(timeout=40)
    code = demonstration.process.returncode
    assert (code, "worker ended by itself" in last) == (1, True)
    assert demonstration.orphans() == []


def test_nothing_outlives_it_even_when_it_is_killed(home):
    demonstration = Demonstration(home).wait_until_it_runs()
    demonstration.end(signal.SIGKILL)
    assert demonstration.orphans(within=20) == []
