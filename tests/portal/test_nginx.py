"""nginx, with the configuration of deploy/, before two nodes that come and go."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import proxy
from tests.fixtures import missing
from tests.servers import free_port

pytestmark = pytest.mark.servers
FRONT, NODES = "127.0.0.1", ["127.0.0.2", "127.0.0.3"]


class Node(BaseHTTPRequestHandler):
    """Says its address, and keeps public pages for a minute, apart for each cookie."""

    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.open.append(self.connection)

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        body = f"{self.server.server_address[0]} {len(self.server.asked)}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if self.path.startswith("/public"):
            self.send_header("Cache-Control", "public, max-age=0, s-maxage=60")
            self.send_header("Vary", "Cookie, Accept-Language")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *arguments):
        """Says nothing."""


def node(host, port=0):
    server = ThreadingHTTPServer((host, port), Node)
    server.asked, server.open, server.daemon_threads = [], [], True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Front:
    """nginx in a folder of its own, and what its two nodes were asked."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port(FRONT)
        self.nodes = [node(host) for host in NODES]
        addresses = [f"{s.server_address[0]}:{s.server_address[1]}" for s in self.nodes]
        plain = f"{FRONT}:{free_port(FRONT)}"
        command = proxy.write(folder, f"{FRONT}:{self.port}", plain, addresses)
        self.process = subprocess.Popen(command)
        self.wait()

    def wait(self):
        deadline = time.monotonic() + 10
        while True:
            try:
                return self.ask("GET", "/healthz")
            except (OSError, HTTPException):
                assert time.monotonic() < deadline, "nginx did not start"
                time.sleep(0.05)

    def ask(self, method, path, **headers):
        unverified = ssl._create_unverified_context()
        connection = HTTPSConnection(FRONT, self.port, timeout=10, context=unverified)
        headers["Host"] = proxy.NAME
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer.headers

    def stop_node(self, number):
        self.nodes[number].shutdown()
        self.nodes[number].server_close()
        for connection in self.nodes[number].open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def stop(self):
        self.process.terminate()
        self.process.wait()
        for number in (0, 1):
            self.stop_node(number)


@pytest.fixture
def front(tmp_path):
    if not shutil.which("nginx"):
        missing("nginx", "apt-get install nginx")
    found = Front(tmp_path)
    yield found
    found.stop()


def test_a_public_page_is_kept_for_strangers_apart_for_each_vary(front):
    first = front.ask("GET", "/public")[1]
    again = front.ask("GET", "/public")[1]
    english = front.ask("GET", "/public", **{"Accept-Language": "en"})[1]
    member = front.ask("GET", "/public", Cookie="sessionid=a")[1]
    member_again = front.ask("GET", "/public", Cookie="a=b; sessionid=a")[1]
    told = front.ask("GET", "/public", Cookie="messages=a")[1]
    writing = front.ask("GET", "/public", Cookie="csrftoken=a")[1]

    assert first == again == front.ask("GET", "/public")[1]
    assert len({first, english, member, member_again, told, writing}) == 6


def test_a_dead_node_is_not_noticed_and_a_form_is_never_sent_twice(front):
    front.stop_node(0)

    assert [front.ask("GET", "/page")[0] for _ in range(6)] == [200] * 6
    assert [front.ask("POST", "/form")[0] for _ in range(4)] == [200] * 4
    asked = [path for server in front.nodes for path in server.asked]
    assert asked.count(("POST", "/form")) == 4


def test_without_any_node_the_page_says_when_to_come_back(front):
    front.stop_node(0)
    front.stop_node(1)
    status, text, headers = front.ask("GET", "/page")

    assert (status, headers["Retry-After"]) == (503, "30")
    assert "Le portail revient dans un instant" in text
    assert "The portal will be back in a moment" in text


def test_no_token_stays_in_the_log_and_metrics_stay_inside(front):
    front.ask("GET", "/meetings/answer/1-2-3.secret/?answer=accepted")
    front.ask("GET", "/en/letters/unsubscribe/secret/")
    front.ask("GET", "/x/?next=%2Fmeetings%2Fanswer%2Fsecret%2F")
    front.ask("GET", "/meetings/answer/secret/?next=/meetings/answer/secret/")

    assert front.ask("GET", "/metrics")[0] == 404
    log = (front.folder / "portal.log").read_text()
    assert '"GET /meetings/answer/* HTTP/1.1" 200' in log
    assert '"GET /en/letters/unsubscribe/* HTTP/1.1" 200' in log
    assert '"GET /x/?next=%2Fmeetings%2Fanswer%2F* HTTP/1.1" 200' in log
    assert "secret" not in log


def test_a_machine_gone_mad_is_slowed_down(front):
    sent = [front.ask("POST", "/form")[0] for _ in range(70)]

    assert sent[:50] == [200] * 50
    assert 429 in sent
