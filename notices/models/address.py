from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Address(models.Model):
    """An address that refused a letter for good; nothing more goes there."""

    email = models.EmailField(_("address"), unique=True)
    bounced_at = models.DateTimeField(_("refused at"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("refused address")
        verbose_name_plural = _("refused addresses")
        ordering = ["-bounced_at"]

    def __str__(self):
        return self.email

    def get_absolute_url(self):
        return reverse("admin:notices_address_change", args=[self.pk])
