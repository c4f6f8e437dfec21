"""A small IMAP server: a mailbox of raw messages, read by UID, with a \\Seen flag."""

import re
import socketserver
import threading
from contextlib import contextmanager


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, _, command = line.strip().partition(b" ")
            name = re.sub(rb"^UID ", b"", command.upper()).split(b" ")[0].decode()
            self.server.commands.append(name)
            answer = getattr(self, f"do_{name.lower()}", None)
            self.say(tag + b" " + (answer(command) if answer else b"BAD unknown"))
            if name == "LOGOUT":
                return

    def say(self, line):
        self.wfile.write(line + b"\r\n")

    def do_capability(self, command):
        self.say(b"* CAPABILITY IMAP4rev1")
        return b"OK done"

    def do_login(self, command):
        right = b'"portal@example.org" "secret word"' in command or (
            b'portal@example.org "secret word"' in command
        )
        return b"OK welcome" if right else b"NO wrong password"

    def do_select(self, command):
        self.say(b"* %d EXISTS" % len(self.server.messages))
        return b"OK [READ-WRITE] selected"

    def do_search(self, command):
        unseen = set(range(1, len(self.server.messages) + 1)) - self.server.seen
        self.say(b"* SEARCH " + b" ".join(b"%d" % uid for uid in sorted(unseen)))
        return b"OK done"

    def do_fetch(self, command):
        uid = int(command.split()[2])
        raw = self.server.messages[uid - 1]
        head = b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (uid, uid, len(raw))
        self.wfile.write(head + raw + b")\r\n")
        return b"OK done"

    def do_store(self, command):
        self.server.seen.add(int(command.split()[2]))
        return b"OK done"

    def do_logout(self, command):
        self.say(b"* BYE")
        return b"OK bye"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages, self.seen, self.commands = [], set(), []

    @property
    def url(self):
        host = f"127.0.0.1:{self.server_address[1]}"
        return f"imap://portal%40example.org:secret%20word@{host}/INBOX"


@contextmanager
def mailbox():
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
