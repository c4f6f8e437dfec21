import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.programme import Programme

KEPT_FOR = timedelta(hours=24)


class ImportDraftQuerySet(models.QuerySet):
    def of(self, user):
        """What this person has uploaded in the last 24 hours; nobody sees another's."""
        return self.filter(user=user, created_at__gt=timezone.now() - KEPT_FOR)

    def stale(self):
        return self.filter(created_at__lte=timezone.now() - KEPT_FOR)


class ImportDraft(models.Model):
    """The lines of an uploaded file, between the dry run and its confirmation."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_drafts"
    )
    file_name = models.CharField(_("file"), max_length=120)
    lines = models.JSONField()
    ignored = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"])]

    def __str__(self):
        return f"{self.file_name} ({self.programme})"
