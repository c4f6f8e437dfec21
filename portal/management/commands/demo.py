"""Runs the demonstration: web, worker, beat and a Valkey of its own, until Ctrl-C."""

import fcntl
import signal
import socket
import sys
import threading
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.demonstration import people
from portal.demonstration.children import Children, celery, valkey, web

HOST = "127.0.0.1"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STARTS_WITHIN = 60


class Command(BaseCommand):
    help = "Run the demonstration until Ctrl-C; make demo calls it."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: this command is for the demonstration.")
        if not settings.REDIS_URL.startswith("unix://"):
            raise CommandError("Unset REDIS_URL: the demonstration brings its own.")
        with only_one_in(settings.DATA_DIR):
            refuse_a_taken_port(settings.PORT)
            self.run()

    def prepare(self):
        """Bring database, static files and data up to date."""
        self.stdout.write(f"Preparing the demonstration in {settings.DATA_DIR} …")
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        if not settings.COLLECTED:
            collect_static_files()

    def run(self):
        """Start everything, say where it is, and stop it all when asked or broken."""
        stop = threading.Event()
        for number in SIGNALS:
            signal.signal(number, lambda *_: stop.set())
        with Children(settings.DATA_DIR / "logs") as children:
            children.start("valkey", valkey(settings.REDIS_URL, settings.DATA_DIR))
            self.prepare()
            children.start("web", web(HOST, settings.PORT))
            children.start("worker", celery("worker"))
            children.start("beat", celery("beat"))
            if wait_for_the_page(children, stop):
                self.announce()
            while not stop.wait(0.5) and not children.dead():
                pass
            fallen = children.dead()
            self.stdout.write("\nStopping …")
        if fallen:
            raise CommandError(f"{fallen.name} ended by itself:\n{fallen.last_words()}")
        self.stdout.write("Stopped. The data stay for the next time.")

    def announce(self):
        """Say where the portal is and who may sign in."""
        url = settings.PORTAL_URL
        self.stdout.write(
            f"\nThe portal          {url}/   (English: {url}/en/)"
            f"\nThe mailbox         {url}/demo/mailbox/"
            f"\nWhat each part says {settings.DATA_DIR / 'logs'}"
            f"\n\nAccounts, all with the password: {people.PASSWORD}\n"
        )
        for address, function in people.accounts():
            self.stdout.write(f"  {address:34} {function}")
        self.stdout.write("\nEverything shown is fictitious. Ctrl-C stops it.")
        sys.stdout.flush()


@contextmanager
def only_one_in(folder):
    """Hold the folder for this demonstration alone."""
    with open(folder / "demo.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"A demonstration already runs from {folder}: end it, "
                "or name another folder with DATA_DIR=."
            ) from None
        yield


def refuse_a_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}): "
                "choose another one, as in make demo PORT=8001."
            ) from None


def collect_static_files():
    """Hash and compress static files, though this process serves none."""
    command = collectstatic.Command()
    command.storage = CompressedManifestStaticFilesStorage()
    call_command(command, interactive=False, verbosity=0)


def wait_for_the_page(children, stop):
    """Whether the portal answered, before somebody stopped it or a part fell."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and not children.dead() and not stop.wait(0.2):
        try:
            with urlopen(f"http://{HOST}:{settings.PORT}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            continue
    return False
