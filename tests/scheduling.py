"""How pytest-xdist hands the tests to its processes.

They go one by one in the order collected, so that those which empty the database come
last in each process; but a file whose tests share something dear goes to one process.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/portal/test_backup.py",
    "tests/portal/test_demo_command.py",
    "tests/portal/test_demonstration.py",
    "tests/surveys/test_for_real.py",
}


class FilesTogether(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return FilesTogether(config, log)
