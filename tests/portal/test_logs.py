"""What the log keeps, and what it never keeps."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.urls import URLResolver, get_resolver

from portal.logs import HideTokens, JsonLines, Lines, OneLineWhileAway, without_secrets


def record(message, *args, exc_info=None):
    made = logging.LogRecord("django", logging.INFO, "", 0, message, args, exc_info)
    HideTokens().filter(made)
    return made


def test_a_line_of_json_says_when_who_and_what():
    line = json.loads(JsonLines().format(record("GET %s", "/meetings/")))

    assert set(line) == {"at", "level", "logger", "message"}
    assert (line["level"], line["logger"], line["message"]) == (
        "INFO",
        "django",
        "GET /meetings/",
    )


def test_an_answer_of_the_server_is_told_by_fields():
    told = {"method": "GET", "path": "/meetings/answer/secret/", "status": 200}
    told |= {"dt_ms": 12.345, "addr": "10.0.0.1"}
    made = logging.LogRecord(
        "granian.access", logging.INFO, "", 0, "%(method)s %(path)s", (told,), None
    )
    HideTokens().filter(made)
    line = json.loads(JsonLines().format(made))

    assert line["message"] == "GET /meetings/answer/*/"
    assert (line["method"], line["path"]) == ("GET", "/meetings/answer/*/")
    assert (line["status"], line["milliseconds"]) == (200, 12.3)
    assert line["from"] == "10.0.0.1"


@pytest.mark.parametrize("role", ["worker", "beat"])
def test_workers_and_beat_log_as_pages_do(role, tmp_path):
    """The broker is away, which each of them complains about in JSON."""
    celery = [sys.executable, "-m", "celery", "-A", "portal", role]
    here = {"DJANGO_SETTINGS_MODULE": "tests.settings", "LOG_FORMAT": "json"}
    here |= {"REDIS_URL": "redis://127.0.0.1:1/0", "DATABASE_URL": "", "PGDATABASE": ""}
    with subprocess.Popen(
        celery + (["--pidfile="] if role == "beat" else []),
        env=os.environ | here | {"DATA_DIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        complaints = (line for line in process.stderr if "Connection refused" in line)
        line = next(complaints)
        process.kill()

    assert json.loads(line)["level"] in {"ERROR", "WARNING"}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/meetings/answer/abc.def/", "/meetings/answer/*/"),
        ("/meetings/calendars/abc.ics", "/meetings/calendars/*"),
        ("/accounts/set-password/MQ/c1-2/", "/accounts/set-password/*/"),
        ("/letters/unsubscribe/x:y/", "/letters/unsubscribe/*/"),
        ("/x/?next=/meetings/answer/abc/&a=1", "/x/?next=/meetings/answer/*/&a=1"),
        ("/x/?next=%2Fmeetings%2Fanswer%2Fabc%2F", "/x/?next=%2Fmeetings%2Fanswer%2F*"),
        ("/x/?n=%252Fmeetings%252Fown%252Fabc", "/x/?n=%252Fmeetings%252Fown%252F*"),
        ("/meetings/answer/?answer=yes", "/meetings/answer/?answer=yes"),
    ],
)
def test_no_token_of_an_address_reaches_a_log(address, kept):
    assert record("GET %s", address).getMessage() == f"GET {kept}"


def with_tokens(resolver=None, before="/"):
    """Every address of ours that holds a token, with a secret in its place."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from with_tokens(pattern, path)
        elif "token>" in path:
            secret = re.sub(r"<(\w+:)?token>", "s3cret", path)
            yield re.sub(r"<[^>]+>", "1", secret)


def test_every_address_that_holds_a_token_loses_it():
    addresses = list(with_tokens())

    assert len(addresses) >= 7
    assert [a for a in addresses if "s3cret" in record("%s", a).getMessage()] == []


@pytest.mark.parametrize("form", [JsonLines, Lines])
def test_no_token_of_an_address_reaches_the_story_of_an_error(form):
    try:
        raise ValueError("/meetings/answer/secret/")
    except ValueError:
        made = record("failed", exc_info=sys.exc_info())

    line = form().format(made)
    assert "ValueError: /meetings/answer/*/" in line
    assert "secret/" not in line.replace('"/meetings/answer/secret/"', "")


def test_no_token_of_an_address_reaches_sentry():
    event = {"request": {"url": "https://x.example/meetings/answer/secret/"}}

    assert without_secrets(event, {}) == {
        "request": {"url": "https://x.example/meetings/answer/*/"}
    }


def test_what_is_away_takes_one_line_of_the_log():
    try:
        raise OSError("could not connect\nto the server")
    except OSError:
        made = record("Service Unavailable: %s", "/", exc_info=sys.exc_info())
    made.status_code = 503
    OneLineWhileAway().filter(made)

    line = json.loads(JsonLines().format(made))
    assert line["message"] == "Service Unavailable: / (could not connect)"
    assert "exception" not in line
