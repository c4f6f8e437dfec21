from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation
from commitments.models.vocabulary import Rung


class Escalation(models.Model):
    """An overdue promise is put before the next function above, once for each date."""

    commitment = models.ForeignKey(
        "commitments.Commitment",
        models.CASCADE,
        verbose_name=_("commitment"),
        related_name="escalations",
    )
    rung = models.PositiveSmallIntegerField(_("escalated to"), choices=Rung)
    due_on = models.DateField(_("due date"))
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name=_("customs office"),
        null=True,
        related_name="+",
    )
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("customs unit"),
        related_name="+",
    )
    escalated_on = models.DateField(_("escalated on"))

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["commitment", "due_on", "rung"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "due_on", "rung"],
                name="a_promise_climbs_each_rung_once_for_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.commitment} → {self.office or self.unit}"
