"""What a search may cost, and how the database goes about it."""

import time
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection, transaction

STEPS = 10_000  # of SQLite's virtual machine between two looks at the clock
# A common word is in every row, which tempts PostgreSQL to read them all in place of
# its index; parallel workers and compiled plans cost more than such a search takes;
# what a search reads is narrow, and stays in memory.
PLAN = {
    "enable_seqscan": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "0.1",
    "seq_page_cost": "0.1",
}


class TooHeavy(Exception):
    """The database was stopped before it had found everything."""


@contextmanager
def fuse():
    """Stop what is read here when it takes too long."""
    guard = interrupted if connection.vendor == "sqlite" else limited
    try:
        with guard():
            yield
    except OperationalError as error:
        if "statement timeout" in str(error) or "interrupted" in str(error):
            raise TooHeavy from error
        raise


@contextmanager
def limited():
    """PostgreSQL gives up by itself; its settings end with the transaction."""
    values = PLAN | {"statement_timeout": str(settings.SEARCH_MILLISECONDS)}
    names = ", ".join("set_config(%s, %s, true)" for _ in values)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {names}",
                [part for pair in values.items() for part in pair],
            )
        yield


@contextmanager
def interrupted():
    """SQLite looks at the clock as it goes."""
    connection.ensure_connection()
    end = time.monotonic() + settings.SEARCH_MILLISECONDS / 1000
    connection.connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)
