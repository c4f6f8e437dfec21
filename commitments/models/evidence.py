import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment


def path(evidence, filename):
    """A name that tells nothing and meets nobody; the row keeps the real one."""
    return f"evidence/{uuid.uuid4()}"


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Seen with the promise; what is confidential, by its parties and officers."""
        return self.open_to(user).filter(
            commitment__in=Commitment.objects.visible_to(user)
        )

    def open_to(self, user):
        """The part of `visible_to` for promises that the reader is known to see."""
        if user.has_perm("commitments.view_commitment"):
            return self.all()
        shown = models.Q(is_confidential=False)
        if user.is_anonymous:
            return self.filter(shown)
        own = Commitment.objects.of(user.organisations())
        return self.filter(shown | models.Q(commitment__in=own))


class Evidence(models.Model):
    """A file that shows that a promise was kept."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        verbose_name=_("commitment"),
        related_name="evidence",
    )
    title = models.CharField(_("title"), max_length=150)
    file = models.FileField(_("file"), upload_to=path, max_length=255)
    name = models.CharField(_("file name"), max_length=120, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    is_confidential = models.BooleanField(
        _("only for the parties"),
        default=False,
        help_text=_("Otherwise whoever may read the commitment may download it."),
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("added by"),
        related_name="+",
        editable=False,
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("commitments:evidence", args=[self.pk])
