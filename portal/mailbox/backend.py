"""Keeps each letter as a file of its own instead of sending it."""

import secrets
from email.generator import BytesGenerator
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """Writes one .eml file a letter, named so that they sort by time."""

    def send_messages(self, messages):
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}"
            unfinished = folder / f"{name}.part"
            with unfinished.open("wb") as file:
                written = message.message()
                as_sent = written.policy.clone(linesep="\r\n")
                BytesGenerator(file, mangle_from_=False, policy=as_sent).flatten(
                    written
                )
            unfinished.rename(folder / f"{name}.eml")
        return len(messages)
