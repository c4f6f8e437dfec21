"""A crowd on raw sockets, in a process of its own, cheap beside what it measures.

Reads {port, clients, seconds, seed, asks} on its standard input; `asks` are
[weight, name, [[path, cookie, headers]…]]. Each client asks for the next page as soon
as the last one came. Gives [name, status, milliseconds] of every answer.
"""

import json
import random
import selectors
import socket
import sys
import time

LINE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{headers}\r\n"
)


def request(path, headers):
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return LINE.format(path=path, headers=lines).encode()


class Client:
    """One connection that is kept; `pending` is (name, when it was asked)."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.data, self.end, self.pending = b"", 0, None

    def ask(self, name, what):
        self.data, self.end = b"", 0
        self.pending = name, time.perf_counter()
        self.socket.sendall(what)

    def read(self):
        """The status once the whole answer is here, else 0."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError(f"cut off while asking for {self.pending[0]}")
        self.data += piece
        if not self.end:
            self.end = self.length()
        if not self.end or len(self.data) < self.end:
            return 0
        return int(self.data[9:12])

    def length(self):
        """Where the answer ends; 0 before its headers are here."""
        head, found, _body = self.data.partition(b"\r\n\r\n")
        if not found:
            return 0
        size, status = len(head) + 4, head[9:12]
        if status == b"304":
            return size
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return size + int(line.split(b":")[1])
        raise ValueError(f"no length: {head!r}")


def crowd(port, clients, seconds, seed, asks):
    rng = random.Random(seed)
    weights = [weight for weight, _name, _requests in asks]
    choices = [
        (name, [request(path, headers) for path, headers in requests])
        for _weight, name, requests in asks
    ]
    found, watched = [], selectors.DefaultSelector()

    def ask(client):
        name, requests = rng.choices(choices, weights)[0]
        client.ask(name, rng.choice(requests))

    for _ in range(clients):
        client = Client(port)
        watched.register(client.socket, selectors.EVENT_READ, client)
        ask(client)
    begun = time.perf_counter()
    while (now := time.perf_counter()) < begun + seconds:
        for key, _events in watched.select(1):
            client = key.data
            if status := client.read():
                name, asked = client.pending
                found.append((name, status, (time.perf_counter() - asked) * 1000))
                ask(client)
    return {"seconds": now - begun, "answers": found}


if __name__ == "__main__":
    print(json.dumps(crowd(**json.load(sys.stdin))))
