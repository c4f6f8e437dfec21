"""How long before a meeting its letters leave, where somebody wants it otherwise."""

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

NAMES = ["answer_days", "papers_days", "reminder_days", "eve_days"]
IS_CHOSEN = models.Q(*[(f"{name}__isnull", False) for name in NAMES], _connector="OR")


def in_workdays(*numbers):
    yield 0, gettext("no such letter")
    for n in numbers:
        words = ngettext("%(n)s working day before", "%(n)s working days before", n)
        yield n, words % {"n": n}


def in_days(*numbers):
    yield 0, gettext("no such letter")
    for n in numbers:
        yield n, ngettext("%(n)s day before", "%(n)s days before", n) % {"n": n}


def answer_choices():
    return list(in_workdays(3, 5, 10, 15, 20))


def papers_choices():
    return list(in_days(3, 5, 7, 10, 14, 21))


def reminder_choices():
    return list(in_workdays(2, 3, 5))


def eve_choices():
    return list(in_days(1))


def days(label, choices):
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, choices=choices
    )


class LetterDays(models.Model):
    """Empty: as the programme says, and where that says nothing, as is usual."""

    answer_days = days(_("letter “please answer”"), answer_choices)
    papers_days = days(_("letter with agenda and papers"), papers_choices)
    reminder_days = days(_("reminder with place and agenda"), reminder_choices)
    eve_days = days(_("short reminder of place and hour"), eve_choices)

    class Meta:
        abstract = True
