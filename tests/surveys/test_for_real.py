"""The demonstration as it runs, with its web, worker, beat and Valkey.

A wave comes out by Celery at its minute and nothing of it before; an import leaves no
respondent's row in the database file, the media folder, the logs or the broker.
"""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

import pytest
import redis

from tests.portal.test_demo_command import Demonstration
from tests.surveys.conftest import DATA
from tests.surveys.test_embargo import FILES, addresses

pytestmark = pytest.mark.servers

YEAR = 2026
TITLES = ("perception de l’intégrité 2026", "Integrity perception survey 2026")
ELSEWHERE = [
    *("/", "/surveys/", "/surveys/waves.atom", "/surveys/sitemap.xml"),
    *("/surveys/2024/", "/surveys/2024/factor/4/", "/commitments/factors/4/"),
    *("/instructions/?q=sondage", "/instructions/sitemap.xml", "/commitments/?q=2026"),
]
READERS = (None, "fetram@example.org", "programme@example.org")
MARK = "Zanzibar-7391"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    demonstration = Demonstration(tmp_path_factory.mktemp("waves"))
    yield demonstration.wait_until_it_runs()
    demonstration.end()


class Reader:
    """Somebody with a browser of few wits: cookies, forms, no script."""

    def __init__(self, site, email=None):
        self.site, self.jar = site, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))
        if email:
            typed = {"username": email, "password": "demonstration"}
            assert "/accounts/login/" not in self.post("/accounts/login/", typed)[3]

    def ask(self, path, data=None, headers=None):
        request = Request(self.site.address(path), data, headers or {})
        try:
            answer = self.opener.open(request, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            body = answer.read().decode("utf-8", "replace")
            return answer.status, answer.headers, body, answer.url

    def get(self, path):
        return self.ask(path)

    def token(self, path):
        page = self.ask(path)[2]
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    def post(self, path, fields, at=None):
        """Send a form that stands on the page `at`."""
        sent = {"csrfmiddlewaretoken": self.token(at or path)} | fields
        return self.ask(path, urlencode(sent).encode())

    def upload(self, path, files):
        """Send files as a browser does."""
        edge = uuid4().hex
        parts = {"csrfmiddlewaretoken": (None, self.token(path).encode())}
        parts |= {name: (f"{name}.csv", content) for name, content in files.items()}
        body = b""
        for name, (filename, content) in parts.items():
            named = f'; filename="{filename}"' if filename else ""
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{named}'
            body += f"{head}\r\n\r\n".encode() + content + b"\r\n"
        body += f"--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self.ask(path, body, kind)


def walk(site, who):
    """(addresses that answer, pages that name the wave, copies that anybody may keep)."""
    reader = Reader(site, who)
    own = [a.replace("/2022/", f"/{YEAR}/") for a in addresses()]
    open_ones, kept = [], []
    for address in own:
        status, headers, _, url = reader.get(address)
        if "/accounts/login/" in url:
            continue
        if status == 200:
            open_ones.append(address)
        elif "public" in headers.get("Cache-Control", ""):
            kept.append(address)
    named = [
        prefix + path
        for prefix in ("", "/en")
        for path in ELSEWHERE
        if any(title in reader.get(prefix + path)[2] for title in TITLES)
    ]
    return open_ones, named, kept


def next_minute(ahead):
    """The first full minute that lies at least so many seconds ahead."""
    soon = datetime.now(UTC) + timedelta(seconds=ahead)
    return soon.replace(second=0, microsecond=0) + timedelta(minutes=1)


def test_celery_publishes_at_the_minute_and_nothing_shows_before(running):
    approver = Reader(running, "approbateur@example.org")
    desk = f"/surveys/{YEAR}/desk/"
    assert "badge-approved" in approver.post(f"{desk}approve/", {}, at=desk)[2]
    minute = next_minute(ahead=20)
    typed = {"schedule-publish_at": f"{minute:%Y-%m-%dT%H:%M}"}
    assert "badge-scheduled" in approver.post(f"{desk}schedule/", typed, at=desk)[2]

    with ThreadPoolExecutor(len(READERS)) as pool:
        found = list(pool.map(lambda who: walk(running, who), READERS))
        assert found == [([], [], [])] * len(READERS)
        time.sleep(max(0, (minute - datetime.now(UTC)).total_seconds() - 1))
        last = [f"/surveys/{YEAR}/", f"/surveys/{YEAR}/v1.0.0/results.csv"]
        asked = [Reader(running).get(address)[0] for address in last]
        assert datetime.now(UTC) < minute
    assert asked == [404, 404]

    stranger = Reader(running)
    deadline = minute + timedelta(seconds=40)
    while stranger.get(f"/surveys/{YEAR}/")[0] != 200:
        assert datetime.now(UTC) < deadline
        time.sleep(0.2)
    for path in ("/", "/surveys/", "/surveys/waves.atom"):
        assert TITLES[0] in stranger.get(path)[2]
    assert f"/surveys/{YEAR}/factor/4/" in stranger.get("/surveys/sitemap.xml")[2]
    for file in FILES:
        assert stranger.get(f"/surveys/{YEAR}/v1.0.0/{file}")[0] == 200
    feed = stranger.get("/surveys/waves.atom")[2]
    assert f"<updated>{minute:%Y-%m-%dT%H:%M}:00" in feed


class Listener(threading.Thread):
    """Everything that is said to the broker, until `enough`."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.said, self.enough = [], threading.Event()
        self.client = redis.Redis(unix_socket_path=str(folder / "valkey.sock"))
        self.monitor = self.client.monitor()
        self.monitor.__enter__()
        self.start()

    def run(self):
        while not self.enough.is_set():
            with suppress(redis.TimeoutError):  # nothing was said for a while
                self.said.append(str(self.monitor.next_command()))


def answers_with_marks():
    """The supplied answers, the first person with a weight that nobody else has."""
    text = (DATA / "spid-2026-respondents.csv").read_text()
    header, first, *rows = text.splitlines()
    marked = first.replace(",1,", ",1.2345,", 1)
    return "\n".join([header, marked, *rows]), marked


def stored(folder):
    """Each file that the portal keeps, by its path."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "static" not in path.relative_to(folder).parts
    }


def test_an_import_leaves_no_row_in_files_logs_or_broker(running):
    analyst = Reader(running, "analyste@example.org")
    typed = {
        "year": 2028,
        "title": "Vague 2028",
        "mode": "online",
        "starts_on": "2028-03-01",
        "ends_on": "2028-03-31",
        "minimum": 10,
        "weak_level": 50,
    }
    assert analyst.post("/surveys/new/", typed)[0] == 200
    listener = Listener(running.folder)
    address = "/surveys/2028/desk/import/"
    codebook = (DATA / "spid-codebook.csv").read_bytes()
    answers, marked = answers_with_marks()

    wrong = answers.replace("officials,M", f"{MARK},M", 1).encode()
    page = analyst.upload(address, {"codebook": codebook, "answers": wrong})[2]
    assert MARK in page
    files = {"codebook": codebook, "answers": answers.encode()}
    page = analyst.upload(address, files)[2]
    confirm = re.search(r'action="(/surveys/2028/desk/import/\d+/)"', page)[1]
    assert analyst.post(confirm, {}, at=address)[0] == 200
    deadline = time.monotonic() + 60
    while "surveys/2028/v1.0.0/" not in (desk := analyst.get("/surveys/2028/desk/")[2]):
        assert time.monotonic() < deadline, desk
        time.sleep(0.5)

    listener.enough.set()
    said = "\n".join(listener.said)
    assert "surveys.tasks.compute" in said
    row = ",".join(marked.split(",")[4:20])
    assert [word for word in (MARK, row, marked) if word in said] == []
    kept = stored(running.folder)
    assert any(path.name.endswith(".sqlite3") for path in kept)
    assert any(path.suffix == ".log" for path in kept)
    found = [
        (path.name, word)
        for path, content in kept.items()
        for word in (MARK, row, marked)
        if word.encode() in content
    ]
    assert found == []
