"""Tests that empty the database, and what the migrations put there, given back to it."""

import pytest
from django.db import connection, connections, transaction

TRANSACTIONAL = {"transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_itemcollected(item):
    """A test that empties the database gives back what the migrations put there."""
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or TRANSACTIONAL & set(
        item.fixturenames
    ):
        item.fixturenames.append("django_db_serialized_rollback")
        item.fixturenames.append("signed_texts_may_go")
        if marker:  # pytest-django then asks the marker alone what to keep
            marker.kwargs["serialized_rollback"] = True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Those that empty the database come last, whatever browsers made of the order."""
    items.sort(key=lambda item: "django_db_serialized_rollback" in item.fixturenames)


@pytest.fixture(scope="session")
def refusals():
    """The triggers that keep signed texts in SQLite, by name, while they are lifted."""
    return {}


@pytest.fixture
def signed_texts_may_go(transactional_db, refusals):
    """SQLite empties its tables row by row: what refuses that is lifted meanwhile."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        for statement in refusals.values():
            cursor.execute(statement)
        refusals.clear()
        yield
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE"
            " '%BEFORE DELETE ON instructions_%'"
        )
        refusals.update(cursor.fetchall())
        for name in refusals:
            cursor.execute(f"DROP TRIGGER {name}")


def rows_of(database):
    """What the tables hold that a test empties: (table, columns, rows) of each."""
    found = []
    with database.cursor() as cursor:
        for table in database.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")
            if rows := cursor.fetchall():
                found.append(
                    (table, [column[0] for column in cursor.description], rows)
                )
    return found


def put_back(creation, kept):
    """As Django's own, which saves object after object and takes a second for it."""
    database = creation.connection
    quoted = database.ops.quote_name
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        for table, columns, rows in kept:
            names = ", ".join(quoted(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            lines = ", ".join([f"({places})"] * len(rows))
            cursor.execute(
                f"INSERT INTO {quoted(table)} ({names}) VALUES {lines}"
                " ON CONFLICT DO NOTHING",  # before the first of them, all is there
                [value for row in rows for value in row],
            )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What migrations wrote is known to every connection: Playwright's loop has its own."""
    for database in connections.all():
        if hasattr(database, "_test_serialized_contents"):
            del database._test_serialized_contents
            with django_db_blocker.unblock():
                type(database)._test_serialized_contents = rows_of(database)
            database.creation_class.deserialize_db_from_string = put_back
