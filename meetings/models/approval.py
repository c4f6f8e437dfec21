from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from meetings.models.minutes import Minutes
from meetings.models.minutes_items import Passage, Promise


class Approval(models.Model):
    """One party asked to approve the minutes, and what it answered."""

    class How(models.TextChoices):
        PENDING = "pending", pgettext_lazy("minutes", "not approved")
        GIVEN = "given", pgettext_lazy("minutes", "approved")
        SILENCE = "silence", pgettext_lazy("minutes", "approved by silence")
        RECORDED = (
            "recorded",
            pgettext_lazy("minutes", "approved in writing, recorded"),
        )

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="approvals")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="approvals",
    )
    how = models.CharField(
        max_length=10, choices=How, default=How.PENDING, editable=False
    )
    reservation = models.TextField(_("reservation"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    function = models.CharField(_("function"), max_length=150, blank=True)
    at = models.DateTimeField(_("at"), null=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["organisation__kind", "organisation__acronym"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "organisation"], name="a_party_approves_minutes_once"
            ),
            models.CheckConstraint(
                name="an_approval_has_its_moment",
                condition=Q(how="pending", at__isnull=True)
                | (~Q(how="pending") & Q(at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_how_display()}"

    @property
    def is_given(self):
        return self.how != self.How.PENDING

    @property
    def proof(self):
        """The file behind an approval that an officer recorded."""
        if self.how != self.How.RECORDED:
            return None
        return max(self.proofs.all(), key=lambda proof: proof.pk)


class CorrectionQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(state=Correction.State.PROPOSED)


class Correction(models.Model):
    """What a party wants to read instead, of a text or of a promise; and the answer."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("correction", "proposed")
        TAKEN = "taken", pgettext_lazy("correction", "taken")
        PARTLY = "partly", pgettext_lazy("correction", "taken in part")
        REFUSED = "refused", pgettext_lazy("correction", "not taken")

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="corrections")
    passage = models.ForeignKey(
        Passage, models.PROTECT, null=True, related_name="corrections"
    )
    promise = models.ForeignKey(
        Promise, models.PROTECT, null=True, related_name="corrections"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="corrections"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    was = models.TextField(_("text so far"), blank=True)
    wording = models.TextField(_("proposed wording"))
    why = models.CharField(_("why"), max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_correction_is_about_one_thing",
                condition=Q(passage__isnull=False, promise__isnull=True)
                | Q(passage__isnull=True, promise__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.wording[:60]}"

    @property
    def target(self):
        return self.passage or self.promise

    @property
    def item(self):
        return self.target.item

    @property
    def label(self):
        """What it is about, in words."""
        return self.passage.label if self.passage else _("commitment")

    @property
    def text_now(self):
        """What stands today where the correction wants something else."""
        return self.passage.text if self.passage else self.promise.what


class Addendum(models.Model):
    """What a party adds to minutes that are approved; the minutes stay as they are."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField(_("number"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(_("text"), max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    function = models.CharField(_("function"), max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "number"], name="addenda_are_numbered"
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:60]}"
