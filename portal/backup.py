"""One file that holds the whole portal: the database, the files, and their sums.

PostgreSQL is dumped by its own `pg_dump`, SQLite by its own backup; files are only ever
added, so those copied after the dump hold at least what the dump names.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

DUMP, FILES, MANIFEST = "database", "files", "manifest.json"
TOOLS = {"dump": "pg_dump", "load": "pg_restore"}


class BadBackup(Exception):
    """The file is not a backup of this portal, or not whole."""


def sha256_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def postgres(tool, *options):
    """Run PostgreSQL's own tool; the password travels in the environment."""
    parts = connection.get_connection_params()
    known = {
        f"PG{name.upper()}": str(parts[name])
        for name in ("host", "port", "user", "password")
        if parts.get(name)
    }
    subprocess.run(  # noqa: S603
        [TOOLS[tool], "--no-owner", *options], env=os.environ | known, check=True
    )


def dump(path):
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        postgres("dump", "--format=custom", f"--file={path}", name)
        return
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()


def load(path):
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        connection.close()
        postgres(
            *("load", "--clean", "--if-exists", "--exit-on-error"),
            *("--single-transaction", f"--dbname={name}", str(path)),
        )
        return
    connection.ensure_connection()
    stored = sqlite3.connect(path)
    stored.backup(connection.connection)
    stored.close()


def state():
    """What the database knows of the program: kind and last migrations."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
    }


def stored(folder=""):
    """The name of every private file, wherever they lie."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield str(PurePosixPath(folder, name))
    for name in sorted(folders):
        yield from stored(str(PurePosixPath(folder, name)))


def pack_files(archive, scratch):
    """Add each private file; gives their sums. Drafts may go while it is read."""
    sums, copy = {}, scratch / "copy"
    for name in stored():
        with suppress(FileNotFoundError), default_storage.open(name) as file:
            with copy.open("wb") as target:
                shutil.copyfileobj(file, target)
            archive.add(copy, f"{FILES}/{name}")
            sums[f"{FILES}/{name}"] = sha256_of(copy)
    return sums


def make(folder):
    """Write one archive into the folder; gives its path."""
    now = timezone.localtime()
    target = Path(folder) / f"portal-{now:%Y%m%d-%H%M%S}.tar"
    partial = target.with_suffix(".partial")
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        database, manifest = Path(scratch) / DUMP, Path(scratch) / MANIFEST
        dump(database)
        partial.touch(mode=0o600)
        with tarfile.open(partial, "w") as archive:
            archive.add(database, DUMP)
            sums = {DUMP: sha256_of(database)} | pack_files(archive, Path(scratch))
            known = state() | {"made_at": now.isoformat(), "sha256": sums}
            manifest.write_text(json.dumps(known, indent=1))
            archive.add(manifest, MANIFEST)
    partial.rename(target)
    return target


def unpack(path, scratch):
    """Unpack and check every sum; gives the manifest."""
    try:
        with tarfile.open(path) as archive:
            archive.extractall(scratch, filter="data")
        manifest = json.loads((scratch / MANIFEST).read_text())
        sums = manifest["sha256"]
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise BadBackup("This file is not a backup, or not whole.") from error
    for name, expected in sums.items():
        if not (scratch / name).is_file() or sha256_of(scratch / name) != expected:
            raise BadBackup(f"{name} is not what was saved.")
    return manifest


def bring_back(path):
    """Replace the database and add the files; gives when the backup was made."""
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder:
        scratch = Path(folder)
        manifest = unpack(path, scratch)
        if manifest["database"] != connection.vendor:
            raise BadBackup(
                f"The backup is of {manifest['database']}, "
                f"this portal runs on {connection.vendor}."
            )
        load(scratch / DUMP)
        for name in manifest["sha256"]:
            if name != DUMP:
                put_back(scratch / name, name.removeprefix(f"{FILES}/"))
    return manifest["made_at"]


def put_back(path, name):
    """A file under the very name that the database knows."""
    default_storage.delete(name)
    with path.open("rb") as file:
        if default_storage.save(name, File(file)) != name:
            raise BadBackup(f"{name} cannot be stored under its name.")
