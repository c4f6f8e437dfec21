"""Set Django up on a PostgreSQL of our own, in a process that is not pytest's."""

import os
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command

from tests import servers
from tests.fire.stage import Stage


@contextmanager
def stage(faults, **environment):
    with (
        servers.postgres() as address,
        TemporaryDirectory(prefix="portal-fire-") as folder,
    ):
        found = Stage(folder, address, faults, **environment)
        os.environ |= found.environment
        try:
            django.setup()
            call_command("migrate", verbosity=0)
            yield found
        finally:
            found.close()
