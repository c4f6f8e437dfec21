"""What lies under deploy/ and stands in docs/deploy.md is true of this portal."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.logs import SECRET_PATHS
from tests import proxy
from tests.fixtures import missing

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
READERS = {"env", "flag", "number"}
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAMES = re.compile(r"\b[A-Z][A-Z0-9_]{3,}\b")


def read_by_settings():
    tree = ast.parse((ROOT / "portal/settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in READERS
    }


def read_by_make():
    text = (ROOT / "Makefile").read_text()
    return set(re.findall(r"^([A-Z_]+) \?=", text, re.MULTILINE))


def documented():
    """The names in the table of settings; libpq's own stand beside DATABASE_URL."""
    text = (
        (ROOT / "docs/deploy.md").read_text().split("## Settings")[1].split("\n## ")[0]
    )
    names = set()
    for row in re.findall(r"^\| (`.*)$", text, re.MULTILINE):
        first, _default, rest = row.split(" | ", 2)
        names |= set(re.findall(r"`([A-Z0-9_]+)`", first))
        names |= set(re.findall(r"`(PG[A-Z]+)`", rest))
    return names


def test_the_table_of_settings_names_what_is_read_and_nothing_else():
    assert documented() == read_by_settings() | read_by_make()


def test_what_compose_sets_is_read_by_the_portal_or_by_postgresql():
    text = (DEPLOY / "container/compose.yaml").read_text()
    of_postgresql = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}

    assert set(re.findall(r"^ +([A-Z_]+): ", text, re.MULTILINE)) - of_postgresql == {
        "DATABASE_URL",
        "REDIS_URL",
    }
    comment = text.split("name: portal")[0]
    assert set(NAMES.findall(comment)) - of_postgresql <= read_by_settings()


def command(text, unit):
    return re.search(rf"^{unit}(.*)$", text, re.MULTILINE)[1].split()


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_what_exists(unit):
    text = unit.read_text()
    for line in re.findall(r"^Exec\w+=/srv/portal/app/\.venv/bin/(.*)$", text, re.M):
        program, *arguments = line.split()
        assert (BIN / program).exists()
        if program == "python":
            commands = {path.stem for path in ROOT.glob("*/management/commands/*.py")}
            assert arguments[1] in commands | {"collectstatic"}


def test_one_machine_serves_as_make_and_the_container_do():
    """The same options of granian stand in three places that cannot share them."""
    unit = (DEPLOY / "systemd/portal-web.service").read_text()
    container = (DEPLOY / "container/Containerfile").read_text().replace('\\"', "")
    make = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    started = [
        re.search(r"granian (--interface.*portal\.wsgi:application)", text)[1]
        for text in (unit, container, make)
    ]

    assert {re.sub(r"[${}()\s]+", " ", text) for text in started} == {
        "--interface wsgi --host LISTEN --port PORT --workers WORKERS "
        "--blocking-threads THREADS --respawn-failed-workers --respawn-interval 15 --access-log "
        "portal.wsgi:application"
    }


def test_hadolint_finds_nothing_in_the_containerfile():
    found = subprocess.run(
        [BIN / "hadolint", DEPLOY / "container/Containerfile"],
        capture_output=True,
        text=True,
    )

    assert (found.returncode, found.stdout) == (0, "")


def test_the_units_are_hardened_and_whole(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here; the other checks of the units ran")
    for unit in (DEPLOY / "systemd").iterdir():
        here = unit.read_text().replace("/srv/portal/app/.venv/bin", str(BIN))
        here = here.replace("=/srv/portal/app", f"={ROOT}")
        (tmp_path / unit.name).write_text(here)
    paths = sorted(str(path) for path in tmp_path.iterdir())
    verified = subprocess.run(
        ["systemd-analyze", "verify", *paths], capture_output=True, text=True
    )
    services = [path for path in paths if path.endswith(".service")]
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", *services],
        capture_output=True,
        text=True,
    )

    assert (verified.returncode, verified.stderr) == (0, "")
    assert exposed.returncode == 0, exposed.stdout


def test_nginx_takes_the_configuration(tmp_path):
    if not shutil.which("nginx"):
        missing("nginx", "apt-get install nginx")
    nodes = ["127.0.0.11:8000", "127.0.0.12:8000"]
    said = proxy.check(
        proxy.write(tmp_path, "127.0.0.10:8443", "127.0.0.10:8080", nodes)
    )

    assert "test is successful" in said
    warnings = [line for line in said.splitlines() if "[warn]" in line]
    assert [line for line in warnings if "http2" not in line] == []


def test_nginx_hides_the_tokens_that_the_portal_hides():
    of_nginx = re.search(r"\(\?:(answer[^)]+)\)", proxy.SOURCE.read_text())[1]
    of_the_portal = re.search(r"\(\?:(answer[^)]+)\)", SECRET_PATHS.pattern)[1]

    assert of_nginx == of_the_portal


def test_the_page_of_deployment_names_every_file_under_deploy():
    text = (ROOT / "docs/deploy.md").read_text()
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]

    assert [path.name for path in files if path.name not in text] == []
