"""Keeps the secrets that stand in addresses out of every log line."""

import json
import logging
import re
from datetime import UTC, datetime

# In a path, and in a path that stands in a query, where its slashes may be escaped.
SLASH = "(?:/|%(?:25)*2[Ff])"
NAMES = "(?:answer|calendars|own|unsubscribe|set-password|reset)"
SECRET_PATHS = re.compile(rf"({SLASH}{NAMES}{SLASH})([^\s/?&\"']+(?:/[^\s/?&\"']+)?)")

ADDRESSES = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")


def without_tokens(text):
    """The text with the token of every one-click address replaced by a star."""
    return SECRET_PATHS.sub(r"\1*", text)


def answer(told):
    """What the server tells of one answer, by name."""
    return {
        "method": told["method"],
        "path": without_tokens(told["path"]),
        "status": told["status"],
        "milliseconds": round(told["dt_ms"], 1),
        "from": told["addr"],
    }


class HideTokens(logging.Filter):
    """Rewrites a record before any handler sees it."""

    def filter(self, record):
        if record.name == "granian.access" and isinstance(record.args, dict):
            record.answer = answer(record.args)
        record.msg = without_tokens(record.getMessage())
        record.args = ()
        return True


class OneLineWhileAway(logging.Filter):
    """An answer of 503 has nothing to learn from a page of traceback."""

    def filter(self, record):
        if getattr(record, "status_code", None) == 503 and record.exc_info:
            reason = str(record.exc_info[1]).strip().partition("\n")[0]
            record.msg, record.args = f"{record.getMessage()} ({reason})", ()
            record.exc_info = None
        return True


class Lines(logging.Formatter):
    """Lines for people; what an error tells of itself has no tokens either."""

    def formatException(self, exc_info):
        return without_tokens(super().formatException(exc_info))


class JsonLines(Lines):
    """One JSON object a line, for what collects logs."""

    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        line |= getattr(record, "answer", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def without_secrets(event, hint):
    """A report to Sentry, without tokens of addresses, questions asked and mail addresses."""
    event.get("request", {}).pop("query_string", None)
    return json.loads(
        ADDRESSES.sub("*@*", without_tokens(json.dumps(event, default=str)))
    )
