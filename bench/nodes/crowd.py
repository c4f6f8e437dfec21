"""Readers and writers who come in through nginx and write down what they were told."""

import hashlib
import http.client
import itertools
import re
import ssl
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests import proxy

PAGES = [
    "/",
    "/en/",
    "/meetings/",
    "/instructions/",
    "/commitments/",
    "/commitments/commitments.json",
    "/surveys/",
    "/directory/",
    "/static/css/portal.css",
]
PAUSE = 0.05  # between two requests of one person
BOUNDARY = "boundary-of-the-benchmark"


@dataclass
class Notebook:
    """What all clients saw: (begun, method, status or 0 where no answer came)."""

    answers: list = field(default_factory=list)
    confirmed: list = field(default_factory=list)

    def between(self, begin, end, method=None):
        return [
            status
            for begun, used, status in self.answers
            if begin <= begun < end and method in {None, used}
        ]


class Client(threading.Thread):
    """One person with a connection, an address and perhaps a session of their own."""

    numbers = itertools.count(10)

    def __init__(self, cluster, notebook, stop, session=""):
        super().__init__(daemon=True)
        self.door = cluster.door
        self.notebook, self.stop = notebook, stop
        self.number = next(self.numbers)
        self.cookies = {"sessionid": session} if session else {}
        self.connection = None

    def run(self):
        while not self.stop.is_set():
            self.turn()
            time.sleep(PAUSE)

    def connected(self):
        if self.connection is None:
            trusting = ssl._create_unverified_context()
            self.connection = http.client.HTTPSConnection(
                *self.door,
                timeout=70,
                context=trusting,
                source_address=(f"127.0.1.{self.number}", 0),
            )
        return self.connection

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        """One request; gives status and text, (0, "") where nothing came back."""
        headers = {
            "Host": proxy.NAME,
            "Referer": f"https://{proxy.NAME}/",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = kind
        begun, status, text = time.monotonic(), 0, b""
        try:
            connection = self.connected()
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            status = answer.status
            self.keep_cookies(answer)
        except (TimeoutError, OSError, http.client.HTTPException):
            if self.connection:
                self.connection.close()
            self.connection = None
        self.notebook.answers.append((begun, method, status))
        return status, text.decode(errors="replace")

    def keep_cookies(self, answer):
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = header.partition("=")
            self.cookies[name] = rest.partition(";")[0]

    def token(self, path):
        """The hidden token of a form, from the page that shows it."""
        _status, text = self.ask("GET", path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        return found and found[1]


class Reader(Client):
    pages = PAGES

    def run(self):
        self.turns = itertools.islice(itertools.cycle(self.pages), self.number, None)
        super().run()

    def turn(self):
        self.ask("GET", next(self.turns))


class Guest(Client):
    """Answers invitations by the signed link, each once."""

    def __init__(self, *arguments, guests):
        super().__init__(*arguments)
        self.guests = iter(guests)

    def turn(self):
        pk, token = next(self.guests, (None, None))
        if pk is None:
            return
        address = f"/meetings/answer/{token}/"
        words = f"{self.number} comes, says guest {pk}"
        self.ask("GET", address)
        form = urlencode({"answer": "accepted", "comment": words})
        status, _text = self.ask("POST", address, form)
        if status == 302:
            self.notebook.confirmed.append(("answer", pk, words))


class Commenter(Client):
    """Comments a draft, signed in for an organisation."""

    def __init__(self, *arguments, ground, **options):
        super().__init__(*arguments, **options)
        self.ground, self.hidden, self.count = ground, None, itertools.count()

    def turn(self):
        self.hidden = self.hidden or self.token(self.ground["form"])
        if not self.hidden:
            return
        words = f"Comment {next(self.count)} of {self.number}"
        form = {
            "csrfmiddlewaretoken": self.hidden,
            "organisation": self.ground["organisation"],
            "text": words,
        }
        status, _text = self.ask("POST", self.ground["comments"], urlencode(form))
        if status == 302:
            self.notebook.confirmed.append(("comment", None, words))


class Uploader(Client):
    """Adds papers to a meeting, signed in as its officer."""

    def __init__(self, *arguments, ground, **options):
        super().__init__(*arguments, **options)
        self.address, self.hidden = ground["papers"], None
        self.count = itertools.count()

    def turn(self):
        self.hidden = self.hidden or self.token(self.address)
        if not self.hidden:
            return
        title = f"cluster {self.number}-{next(self.count)}"
        content = b"%PDF-1.7 " + title.encode() * 2000
        form = self.multipart(title, content)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        status, _text = self.ask("POST", self.address, form, kind)
        if status == 302:
            told = hashlib.sha256(content).hexdigest()
            self.notebook.confirmed.append(("paper", title, told))

    def multipart(self, title, content):
        head = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            f"{value}\r\n"
            for name, value in (("csrfmiddlewaretoken", self.hidden), ("title", title))
        )
        head += (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            'name="file"; filename="paper.pdf"\r\n\r\n'
        )
        return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
