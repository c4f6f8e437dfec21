"""Reads the letters that were kept as files, newest first."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware
from icalendar.parser import Contentlines

NAME = re.compile(r"(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-\d+-[0-9a-f]+")
NOT_SHOWN = {"BEGIN", "END"}


@dataclass(frozen=True)
class Kept:
    """One letter as its recipient finds it."""

    name: str
    message: EmailMessage

    @property
    def kept_at(self):
        """The moment in its file name, which is in UTC."""
        moment = parse_datetime(NAME.sub(r"\1-\2-\3T\4:\5:\6+00:00", self.name))
        return moment or make_aware(parse_datetime("1970-01-01T00:00:00"))

    @property
    def recipients(self):
        headers = self.message.get_all("To", []) + self.message.get_all("Cc", [])
        return [address for _, address in getaddresses([str(h) for h in headers])]

    def body(self, kind):
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""

    def parts(self):
        """Everything but the two bodies, by rank: calendars and attachments."""
        bodies = [self.message.get_body((kind,)) for kind in ("plain", "html")]
        return [
            part
            for part in self.message.walk()
            if not part.is_multipart() and part not in bodies
        ]

    def calendars(self):
        """Each calendar part as rows of component, name and value."""
        found, seen = [], set()
        for part in self.parts():
            text = content(part)
            if part.get_content_type() == "text/calendar" and text not in seen:
                seen.add(text)
                found.append(rows(text))
        return found


def content(part):
    """The decoded bytes of a part."""
    return part.get_payload(decode=True) or b""


def rows(calendar):
    """Each line of a calendar but its frames: name, value, parameters."""
    for line in filter(None, Contentlines.from_ical(calendar)):
        try:
            name, parameters, value = line.parts()
        except ValueError:
            name, parameters, value = "", {}, line
        if name not in NOT_SHOWN:
            spelled = ", ".join(f"{key}={word}" for key, word in parameters.items())
            yield name, value.replace("\\n", "\n"), spelled


def read(path):
    return Kept(path.stem, message_from_bytes(path.read_bytes(), policy=policy.default))


def names():
    """The names of all letters, the newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    return sorted((path.stem for path in folder.glob("*.eml")), reverse=True)


def find(name):
    """One letter, or None; a name that is not one of ours finds nothing."""
    path = Path(settings.EMAIL_FILE_PATH) / f"{name}.eml"
    return read(path) if NAME.fullmatch(name) and path.exists() else None


def everything():
    folder = Path(settings.EMAIL_FILE_PATH)
    return [read(folder / f"{name}.eml") for name in names()]
