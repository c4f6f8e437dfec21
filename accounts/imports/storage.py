"""Where a file waits between its preview and the confirmation."""

import re
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from import_export.tmp_storages import BaseStorage

A_DAY = 24 * 60 * 60


class WaitingRoom(BaseStorage):
    """A private folder of the portal; what nobody confirmed goes after a day."""

    def path(self):
        if not re.fullmatch(r"[0-9a-f]{32}", self.name or ""):
            raise SuspiciousOperation("The name of an import is not one of ours.")
        return self.folder() / self.name

    def folder(self):
        folder = Path(settings.MEDIA_ROOT) / "imports"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def save(self, data):
        for old in self.folder().iterdir():
            if old.stat().st_mtime < time.time() - A_DAY:
                old.unlink(missing_ok=True)
        self.name = uuid.uuid4().hex
        self.path().write_bytes(data)

    def read(self):
        return self.path().read_bytes()

    def remove(self):
        self.path().unlink(missing_ok=True)
