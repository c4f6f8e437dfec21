"""Tells a database or a file store that is away from a mistake of ours.

What is away comes back by itself, so the answer is 503 and the advice to try again.
"""

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError

SECONDS = 30  # after which it is worth trying again
# SQLSTATE: connection, resources, shutdown, stopped query, lock and serialisation.
PASSING = ("08", "53", "57P", "57014", "55P03", "40")
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR")


def chain(error):
    """An error and those that led to it."""
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen


def is_away(error):
    """Whether something that the portal stands on was missing, for now."""
    return any(
        is_database_away(link) or (settings.S3_URL and is_store_away(link))
        for link in chain(error)
    )


def is_database_away(error):
    if type(error) not in {DatabaseError, InterfaceError, OperationalError}:
        return False
    driver = error.__cause__ or error
    if name := getattr(driver, "sqlite_errorname", None):
        return name.startswith(BUSY)
    if hasattr(driver, "pgcode"):
        return driver.pgcode is None or driver.pgcode.startswith(PASSING)
    return False


def is_store_away(error):
    from botocore import exceptions

    if isinstance(error, exceptions.ClientError):
        return error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500
    return isinstance(
        error,
        exceptions.ConnectionError
        | exceptions.HTTPClientError
        | exceptions.IncompleteReadError,
    )
