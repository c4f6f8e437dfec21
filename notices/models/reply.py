from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reply(models.Model):
    """An answer that came by mail and changed nothing; somebody should look at it."""

    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    message_id = models.CharField(
        "Message-ID", max_length=255, unique=True, null=True, blank=True
    )
    sender = models.CharField(_("sender"), max_length=254, blank=True)
    to = models.CharField(_("to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    calendar = models.TextField(_("calendar"), blank=True)
    reason = models.TextField(_("why it was kept aside"))
    is_settled = models.BooleanField(_("settled"), default=False)

    class Meta:
        verbose_name = _("reply kept aside")
        verbose_name_plural = _("replies kept aside")
        ordering = ["-received_at"]

    def __str__(self):
        return f"{self.sender}: {self.subject}"
