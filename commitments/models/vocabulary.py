"""The states of a promise, who may see it, and the steps that it takes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Who may read."""

    PARTIES = "parties", _("parties")
    PARTNERS = "partners", _("partners")
    PUBLIC = "public", _("public")


class State(models.TextChoices):
    """What is stored; a contest leads back to "in progress"."""

    OPEN = "open", pgettext_lazy("commitment", "open")
    IN_PROGRESS = "in_progress", pgettext_lazy("commitment", "in progress")
    CLAIMED = "claimed", pgettext_lazy("commitment", "claimed done")
    KEPT = "kept", pgettext_lazy("commitment", "kept")
    ABANDONED = "abandoned", pgettext_lazy("commitment", "abandoned")


UNDER_WAY = (State.OPEN, State.IN_PROGRESS)
NOT_CLOSED = (*UNDER_WAY, State.CLAIMED)


class Status(models.TextChoices):
    """What is shown: the state, and what the days have made of it."""

    OPEN = "open", pgettext_lazy("commitment", "open")
    IN_PROGRESS = "in_progress", pgettext_lazy("commitment", "in progress")
    CLAIMED = "claimed", pgettext_lazy("commitment", "claimed done")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("commitment", "unconfirmed")
    CONTESTED = "contested", pgettext_lazy("commitment", "contested")
    KEPT = "kept", pgettext_lazy("commitment", "kept")
    ABANDONED = "abandoned", pgettext_lazy("commitment", "abandoned")
    ONE_SIDED = "one_sided", pgettext_lazy("commitment", "abandoned by one side")


class Answer(models.TextChoices):
    """What a counterpart says of a claim."""

    NONE = "", pgettext_lazy("claim", "not answered")
    CONFIRMED = "confirmed", pgettext_lazy("claim", "confirmed")
    CONTESTED = "contested", pgettext_lazy("claim", "contested")


class Verb(models.TextChoices):
    """A step in the history of a promise."""

    PROMISED = "promised", pgettext_lazy("step", "promised")
    STARTED = "started", pgettext_lazy("step", "started")
    PROVED = "proved", pgettext_lazy("step", "evidence added")
    CLAIMED = "claimed", pgettext_lazy("step", "claimed done")
    CONFIRMED = "confirmed", pgettext_lazy("step", "confirmed")
    CONTESTED = "contested", pgettext_lazy("step", "contested")
    POSTPONED = "postponed", pgettext_lazy("step", "postponed")
    ABANDONED = "abandoned", pgettext_lazy("step", "abandoned")
    CONSENTED = "consented", pgettext_lazy("step", "abandonment agreed")
    ESCALATED = "escalated", pgettext_lazy("step", "escalated")


class Rung(models.IntegerChoices):
    """How far up an overdue promise has gone."""

    LOCAL = 1, _("customs office")
    REGIONAL = 2, _("directorate")
    GENERAL = 3, _("Director General")
