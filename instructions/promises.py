"""What the page of a promise and of a factor shows of the texts."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import loop
from instructions import asked
from instructions.viewpoint import NOW

MOST = 10


def fulfilling(commitment, user):
    """The texts that carry out a promise."""
    now = timezone.now()
    for text in asked.fulfilling(user, commitment=commitment.pk, now=now):
        yield link(text, _("Text that fulfils it"))


def about_factor(factor, user):
    """The texts in force about a key factor, or by which one of its promises was kept."""
    number = int(factor)
    of_factor = {"factor": number, "code": str(number), "now": timezone.now()}
    values = of_factor | NOW.values
    for version in asked.about_factor(user, get_language(), MOST, **values):
        yield link(version.instruction, _("Text in force"))


def link(text, kind):
    return loop.Link(kind, text.name, text.get_absolute_url(), text.reference)


def register():
    loop.AFTER.append(fulfilling)
    loop.FACTOR.append(about_factor)
