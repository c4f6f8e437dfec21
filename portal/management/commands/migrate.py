from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from portal.search.index import refresh

LOCK = 0x706F7274616C  # "portal"; advisory locks are told apart by a number
PATIENCE = "10s"


class Command(migrate.Command):
    """One machine migrates at a time; what the search reads anew is read at once.

    With DEMO=1 the demonstration follows.
    """

    def handle(self, *args, **options):
        with one_at_a_time(connections[options["database"]]):
            super().handle(*args, **options)
        if not (options["app_label"] or options["plan"]):
            refresh()
        if settings.DEMO and not options["app_label"]:
            call_command("load_demo", stdout=self.stdout)


@contextmanager
def one_at_a_time(connection):
    """Web nodes that start together take turns; the second finds nothing to do.

    A step that must wait for somebody's long query gives up and is tried again at the
    next start, or every page would queue behind it.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
        try:
            yield
        finally:
            connection.ensure_connection()
            cursor.execute("RESET lock_timeout")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
