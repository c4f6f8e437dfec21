"""Every change of state, asked for twice at once: it happens once.

Who comes second is told in a sentence, or finds it done; never a breakdown, and never
two entries in the trail for one change. No public step of an app is left out.
"""

import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps
from django.db import connection

from tests.races import EACH, OUTCOMES, take
from tests.races.apart import APART
from tests.races.meetings import of_guests, of_heirs, of_meetings, of_programmes
from tests.races.minutes import of_approving, of_writing
from tests.races.people import of_days, of_letters, of_people, of_requests
from tests.races.promises import of_plans, of_promises
from tests.races.texts import of_consultations, of_readers, of_texts
from tests.races.topics import of_agendas, of_calls, of_the_day, of_topics
from tests.races.waves import of_publication, of_waves

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]
PARTS = (
    *(of_people, of_requests, of_letters, of_days),
    *(of_meetings, of_guests, of_heirs, of_programmes),
    *(of_agendas, of_calls, of_topics, of_the_day, of_writing, of_approving),
    *(of_promises, of_plans, of_texts, of_consultations, of_readers),
    *(of_waves, of_publication),
)


def modules():
    """The modules in which the apps keep their actions."""
    for app in apps.get_app_configs():
        if importlib.util.find_spec(f"{app.name}.actions") and "." not in app.name:
            package = importlib.import_module(f"{app.name}.actions")
            yield package
            found = pkgutil.walk_packages(
                getattr(package, "__path__", []), f"{package.__name__}."
            )
            yield from (importlib.import_module(info.name) for info in found)


def is_step(function):
    """What is called by name alone, or opens a transaction; the rest is a part of one."""
    by_name = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD
    parameters = inspect.signature(function).parameters.values()
    is_wrapped = hasattr(function, "__wrapped__")
    return is_wrapped or all(one.kind in by_name for one in parameters)


def steps():
    return {
        f"{module.__name__}.{name}"
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and is_step(function)
    }


@pytest.fixture(autouse=True)
def real_locks(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("Rows are locked by PostgreSQL; SQLite writes one at a time.")


def test_every_step_taken_twice_at_once_is_taken_once(cast, world, subtests):
    taken = set()
    for part in PARTS:
        for step in part(world, cast):
            found, entries = take(step)
            twice = {row for row in entries if entries.count(row) > 1}
            with subtests.test(step=step.name):
                assert found == OUTCOMES[step.ends]
                assert twice == set() or step.ends == EACH
                assert entries or step.is_quiet
            taken.add(step.name)
    assert taken | set(APART) == steps()
    assert taken & set(APART) == set()
