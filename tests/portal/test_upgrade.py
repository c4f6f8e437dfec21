"""A new version comes, and may go again: migrations one at a time, up, down and up."""

import threading

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from portal.management.commands.migrate import LOCK

pytestmark = pytest.mark.servers
OURS = ["accounts", "audit", "commitments", "instructions", "meetings"]
OURS += ["notices", "surveys", "workdays"]


def address():
    """The database of this test, for a connection that Django does not know."""
    parts = connection.get_connection_params()
    return {
        key: parts[key]
        for key in ("dbname", "user", "password", "host", "port")
        if parts.get(key)
    }


def waiting():
    """How many wait for the lock of migrations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        )
        return cursor.fetchone()[0]


def test_two_machines_that_start_together_migrate_in_turn(transactional_db):
    other = psycopg2.connect(**address())
    other.cursor().execute("SELECT pg_advisory_lock(%s)", [LOCK])

    def second():
        call_command("migrate", verbosity=0)
        connections.close_all()

    machine = threading.Thread(target=second)
    machine.start()
    while not waiting():
        machine.join(0.05)
        assert machine.is_alive()
    other.close()
    machine.join(60)

    assert not machine.is_alive()
    assert waiting() == 0


def test_the_last_step_of_every_app_goes_back_and_comes_again(
    transactional_db, client, world
):
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    leaves = [leaf for leaf in graph.leaf_nodes() if leaf[0] in OURS]
    before = [
        parent.key
        for leaf in leaves
        for parent in graph.node_map[leaf].parents
        if parent.key[0] == leaf[0]
    ]
    plan = executor.migration_plan(before)
    try:
        executor.migrate(before, plan)
    finally:
        MigrationExecutor(connection).migrate(leaves)

    assert {migration.app_label for migration, _backwards in plan} == set(OURS)
    for path in ("/", "/meetings/", "/instructions/", "/commitments/", "/surveys/"):
        assert client.get(path, follow=True).status_code == 200
