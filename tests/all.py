"""Everything that `make test` proves: the house rules, then the tests, twice.

The tests run on SQLite, then on a real PostgreSQL beside a real Valkey, this time with
those that start servers and browsers, and without those that speak to no database. A
check that fails is named again at the end.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
PYTEST = [sys.executable, "-m", "pytest", "-q"]
ON_BOTH_CORES = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
IN_PROCESS = "not browser and not servers"
BESIDE_SERVERS = "database or browser or servers"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DEMO": "0",
    "DEBUG": "0",
    "SECRET_KEY": "9sUmOUXVcnuGWTvEC6zqzAQgLQ0a5KpPcdBoREUhDKSDQ1lAw7YnNhDi",
    "ALLOWED_HOSTS": "dialogue.example.org",
    "PORTAL_URL": "https://dialogue.example.org",
    "DATABASE_URL": "postgres://portal@127.0.0.1:5432/portal",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://portal:secret@smtp.example.org:587",
    "DEFAULT_FROM_EMAIL": "Portail <portail@example.org>",
}
WITH_TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
ON_SQLITE = {"DATABASE_URL": "", "PGDATABASE": "", "REDIS_URL": ""}


def templates():
    listed = subprocess.run(
        ["git", "ls-files", "*.html"], capture_output=True, text=True, check=True
    )
    return listed.stdout.split()


def checks(data_dir):
    """Name, command and environment of each house rule that a tool holds."""
    production = PRODUCTION | {"DATA_DIR": data_dir}
    return [
        ("lint", [BIN / "ruff", "check", "."], {}),
        ("format", [BIN / "ruff", "format", "--check", "."], {}),
        ("templates", [BIN / "djade", "--check", *templates()], {}),
        ("translations", [*PYTEST, "tests/translations.py"], WITH_TEST_SETTINGS),
        ("imports", [BIN / "lint-imports"], WITH_TEST_SETTINGS),
        (
            "migrations",
            [*MANAGE, "makemigrations", "--check", "--dry-run"],
            WITH_TEST_SETTINGS,
        ),
        (
            "deployment",
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            production,
        ),
    ]


def lacking():
    """The system's parts without which a check above was left out, and their cure."""
    if shutil.which("xgettext"):
        return ""
    return "gettext, which collects sentences. Bring it with: apt-get install gettext"


def run(name, command, environment):
    print(f"\n── {name}", flush=True)
    command = [str(part) for part in command]
    return subprocess.call(command, env=os.environ | environment) == 0


def main():
    with tempfile.TemporaryDirectory() as data_dir:
        (Path(data_dir) / "static").mkdir()
        failed = [name for name, *rest in checks(data_dir) if not run(name, *rest)]
    if not run(
        "tests on SQLite", [*PYTEST, *ON_BOTH_CORES, "-m", IN_PROCESS], ON_SQLITE
    ):
        failed.append("tests on SQLite")
    pytest = [*PYTEST, *ON_BOTH_CORES, "-m", BESIDE_SERVERS]
    beside_servers = [sys.executable, "-m", "tests.servers", *pytest]
    named_at_the_end = {"FAILED_BEFORE": ", ".join(failed), "LACKING": lacking()}
    if not run("tests on PostgreSQL", beside_servers, named_at_the_end):
        failed.append("tests on PostgreSQL")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
