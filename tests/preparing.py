"""What is prepared once may not depend on the clock: each statement is made twice."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from audit.prepared import Given, Prepared

LATER = timedelta(days=400)


@pytest.fixture(scope="session", autouse=True)
def the_same_statement_at_any_time():
    """A year or an hour that a rule takes from the clock would stay in the statement."""
    make, now = Prepared.__init__, timezone.now

    def make_twice(self, build, *kind):
        with patch("django.utils.timezone.now", lambda: now() + LATER):
            make(self, build, *kind)
            later = written(self.statement)
        make(self, build, *kind)
        assert written(self.statement) == later, "The statement depends on the clock."

    with patch.object(Prepared, "__init__", make_twice):
        yield


def written(statement):
    if statement is None:
        return None
    params = [v.name if isinstance(v, Given) else v for v in statement.params]
    return statement.sql, params
