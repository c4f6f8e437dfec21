"""Reads one variable at a time; what is wrong is said in a sentence."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name, default=None):
    """Read one variable; a variable without a default must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"Set {name} (see docs/deploy.md), or DEMO=1 to try."
        )
    return value


def flag(name):
    """Read a variable that is 0 or 1; absent is 0."""
    value = env(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: it must be 0 or 1.")
    return value == "1"


def number(name, default):
    """Read a variable that is a whole number, zero or more."""
    value = env(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}: it must be a whole number.")
    return int(value)


def bucket(url):
    """The bucket that an address names: https://key:secret@host/bucket/folder."""
    parts = urlsplit(url)
    name, _slash, folder = parts.path.strip("/").partition("/")
    if parts.scheme not in {"http", "https"} or not (
        parts.hostname and parts.username and parts.password and name
    ):
        raise ImproperlyConfigured(
            "S3_URL must look like https://key:secret@s3.example.org/bucket?region=eu-west-1."
        )
    return {
        "endpoint_url": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": name,
        "location": folder,
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
    }


def set_for_libraries(name, value):
    """Tell a library what it reads from the environment itself."""
    os.environ[name] = str(value)
