import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.approval import Approval
from meetings.models.minutes import Minutes


def proof_path(proof, filename):
    return f"proofs/{uuid.uuid4().hex}"


class ApprovalProofQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Letters with names and signatures: for the parties and the officers alone."""
        found = self.filter(approval__minutes__in=Minutes.objects.visible_to(user))
        if user.has_perm("meetings.view_meeting"):
            return found
        if user.is_anonymous:
            return found.none()
        kept = models.Q(approval__minutes__in=Minutes.objects.kept_by(user))
        party = models.Q(
            approval__minutes__approvals__organisation__in=user.organisations()
        )
        return found.filter(kept | party).distinct()


class ApprovalProof(models.Model):
    """What a party without an account wrote, when an officer recorded its approval."""

    approval = models.ForeignKey(Approval, models.PROTECT, related_name="proofs")
    file = models.FileField(_("file"), upload_to=proof_path)
    name = models.CharField(_("file name"), max_length=120, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ApprovalProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of an approval")
        verbose_name_plural = _("proofs of approvals")
        ordering = ["added_at"]

    def __str__(self):
        return self.name
