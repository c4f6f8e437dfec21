from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.models.version import Version


class Aggregate(models.Model):
    """The unpublished sums of a version, apart from the row that pages and trail read."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="aggregate")
    sums = models.JSONField()

    class Meta:
        verbose_name = _("aggregate")
        verbose_name_plural = _("aggregates")

    def __str__(self):
        return str(self.version)


class ImportQuerySet(models.QuerySet):
    def stale(self, now):
        """Aggregates that nobody confirmed within a day."""
        return self.filter(at__lt=now - Import.KEPT_FOR).exclude(aggregate=None)


class Import(models.Model):
    """A dry run: sums alone, kept unpublished for a day; no row, no value."""

    KEPT_FOR = timedelta(hours=24)

    version = models.ForeignKey(Version, models.CASCADE, related_name="imports")
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    problems = models.JSONField(default=list)
    items = models.JSONField(default=list)
    aggregate = models.JSONField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.version} {self.at:%Y-%m-%d %H:%M}"
