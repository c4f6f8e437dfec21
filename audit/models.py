from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(models.QuerySet):
    """Rows are written once; nobody changes or removes them."""

    def about(self, instance):
        """The entries of one object, whole."""
        return self.filter(
            about_type=instance._meta.label_lower, about_id=str(instance.pk)
        )

    def update(self, **kwargs):
        raise TypeError("The audit trail is append-only.")

    def delete(self):
        raise TypeError("The audit trail is append-only.")


class Entry(models.Model):
    """Who did what to which object, when, before and after, and why."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    verb = models.CharField(_("what"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("who"),
        null=True,
        blank=True,
        related_name="+",
    )
    about_type = models.CharField(_("type"), max_length=60)
    about_id = models.CharField(_("id"), max_length=40)
    about_label = models.CharField(_("object"), max_length=250)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.TextField(_("reason"), blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["about_type", "about_id"])]

    def __str__(self):
        return f"{self.verb} {self.about_label}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("The audit trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit trail is append-only.")
