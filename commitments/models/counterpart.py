from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from commitments.models.vocabulary import Answer


class Counterpart(models.Model):
    """An organisation to which something is promised, and what it says of the claim."""

    commitment = models.ForeignKey(
        "commitments.Commitment", models.CASCADE, related_name="counterpart_rows"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="+"
    )
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer, blank=True, editable=False
    )
    answered_on = models.DateField(_("answered on"), null=True, editable=False)

    class Meta:
        verbose_name = _("counterpart")
        verbose_name_plural = _("counterparts")
        ordering = ["organisation__acronym"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "organisation"],
                name="an_organisation_is_a_counterpart_once",
                violation_error_message=_("This organisation is named already."),
                violation_error_code="organisation",
            ),
        ]

    def __str__(self):
        return str(self.organisation)
