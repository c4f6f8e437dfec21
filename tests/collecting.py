"""What is done to the tests once they are collected."""

import gc

import pytest

DATABASE = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what speaks to the database; the rest is not proved on two of them."""
    for item in items:
        if not DATABASE.isdisjoint(item.fixturenames) or item.get_closest_marker(
            "django_db"
        ):
            item.add_marker("database")


def pytest_collection_finish():
    """What was imported stays for good: the garbage search need not look at it."""
    gc.collect()
    gc.freeze()
