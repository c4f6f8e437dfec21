"""From where a text is looked at: a day, what was published by another, an office."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils import timezone


@dataclass(frozen=True)
class Viewpoint:
    """The day asked for, the day by which it had to be published, the office."""

    on: date | None = None
    known: date | None = None
    office: object = None

    @property
    def day(self):
        return self.on or timezone.localdate()

    @property
    def known_on(self):
        return self.known or timezone.localdate()

    @property
    def looks_back(self):
        """Whether what was published since is to be left out."""
        return self.known is not None and self.known < timezone.localdate()

    @property
    def is_today(self):
        of_today = self.on is None or self.on == timezone.localdate()
        return of_today and not self.looks_back

    @property
    def axes(self):
        """What every method of the versions that depends on a day takes."""
        return {"day": self.day, "known_on": self.known_on, "office": self.office}

    @property
    def values(self):
        """The same, as a prepared query takes it."""
        return self.axes | {"office": self.office and self.office.pk}

    @property
    def query(self):
        """The same viewpoint, as an address carries it."""
        asked = {
            "on": self.on and self.on.isoformat(),
            "known": self.known and self.known.isoformat(),
            "office": self.office and self.office.pk,
        }
        return urlencode({name: value for name, value in asked.items() if value})


NOW = Viewpoint()
