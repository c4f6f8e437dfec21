"""On which day the tests run: today, or the one that TODAY names.

`TODAY=2028-02-29 pytest` proves on that day what holds on all; only what runs in this
process believes it, so leave out the tests with servers of their own.
"""

import os
from datetime import UTC, datetime, time

import pytest
import time_machine

TRAVELLER = pytest.StashKey()


def pytest_sessionstart(session):
    if day := os.environ.get("TODAY"):
        noon = datetime.combine(datetime.fromisoformat(day), time(12), UTC)
        session.stash[TRAVELLER] = time_machine.travel(noon, tick=True)
        session.stash[TRAVELLER].start()


def pytest_sessionfinish(session):
    if traveller := session.stash.get(TRAVELLER, None):
        traveller.stop()
