"""A role, and the three things that it begins with."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.models import Programme

YEAR = "meetings:year"


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    view: str

    def url(self, user):
        return year_page(user) if self.view == YEAR else reverse(self.view)


@dataclass(frozen=True)
class Role:
    """What somebody is here for, and where to begin."""

    name: str
    about: str
    steps: tuple


def year_page(user):
    """The programme that the reader sees, or the page that says there is none yet."""
    years = Programme.objects.visible_to(user).order_by("-year")
    year = years.values_list("year", flat=True).first()
    return reverse(YEAR, args=[year]) if year else reverse("meetings:current")
