"""Where a file waits between its preview and the confirmation."""

import re
import uuid
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from import_export.tmp_storages import BaseStorage

FOLDER = "imports"
A_DAY = timedelta(days=1)


class WaitingRoom(BaseStorage):
    """A private folder of the portal; what nobody confirmed goes after a day."""

    def path(self):
        if not re.fullmatch(r"[0-9a-f]{32}", self.name or ""):
            raise SuspiciousOperation("The name of an import is not one of ours.")
        return f"{FOLDER}/{self.name}"

    def save(self, data):
        forget_old()
        self.name = uuid.uuid4().hex
        default_storage.save(self.path(), ContentFile(data))

    def read(self):
        with default_storage.open(self.path()) as file:
            return file.read()

    def remove(self):
        default_storage.delete(self.path())


def forget_old():
    """Another process may forget the same at the same moment."""
    with suppress(FileNotFoundError):
        _folders, names = default_storage.listdir(FOLDER)
        for path in (f"{FOLDER}/{name}" for name in names):
            if default_storage.get_modified_time(path) < timezone.now() - A_DAY:
                default_storage.delete(path)
