from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from commitments.models.commitment import Commitment
from commitments.models.evidence import Evidence
from commitments.models.vocabulary import Rung, Verb


class Step(models.Model):
    """One line of a promise's history: what, when, on whose behalf and why."""

    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        verbose_name=_("commitment"),
        related_name="steps",
    )
    verb = models.CharField(_("step"), max_length=15, choices=Verb)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("who"),
        null=True,
        blank=True,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("on behalf of"),
        null=True,
        blank=True,
        related_name="+",
    )
    words = models.TextField(_("words"), blank=True)
    old_due_on = models.DateField(_("date before"), null=True, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    rung = models.PositiveSmallIntegerField(
        _("escalated to"), choices=Rung, null=True, blank=True
    )
    evidence = models.ForeignKey(
        Evidence,
        models.PROTECT,
        verbose_name=_("evidence"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["commitment", "at", "pk"]
        indexes = [models.Index(fields=["verb", "at"])]

    def __str__(self):
        return f"{self.commitment} {self.get_verb_display()}"


class Numbering(models.Model):
    """The last number given in a year; locked while the next one is given."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"E-{self.year}-{self.last:03d}"
