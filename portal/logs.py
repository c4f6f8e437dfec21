"""Keeps the secrets that stand in addresses out of every log line."""

import json
import logging
import re
from datetime import UTC, datetime

SECRET_PATHS = re.compile(
    r"(/(?:answer|calendars|own|unsubscribe|set-password|reset)/)([^\s/?\"']+(?:/[^\s/?\"']+)?)"
)


def without_tokens(text):
    """The text with the token of every one-click address replaced by a star."""
    return SECRET_PATHS.sub(r"\1*", text)


class HideTokens(logging.Filter):
    """Rewrites a record before any handler sees it."""

    def filter(self, record):
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


class JsonLines(logging.Formatter):
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
        if record.exc_info:
            line["exception"] = without_tokens(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def without_secrets(event, hint):
    """A report to Sentry, without the tokens of addresses."""
    return json.loads(without_tokens(json.dumps(event, default=str)))
