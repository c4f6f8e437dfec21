"""Keep what is known about a letter until the database can hear it."""

import logging
import time

from django.db import DatabaseError, InterfaceError, connection

logger = logging.getLogger(__name__)
PAUSES = [0.2, 0.5, 1, 2, 4, 8]


def surely(mark, *arguments):
    """Mark, across a restart of the database: a sent letter unmarked is sent twice."""
    for pause in PAUSES:
        try:
            return mark(*arguments)
        except (DatabaseError, InterfaceError) as error:
            if connection.in_atomic_block or is_alive():
                raise
            logger.warning("The database is away, a mark waits: %s", error)
            connection.close()
            time.sleep(pause)
    return mark(*arguments)


def is_alive():
    return connection.connection is not None and connection.is_usable()
