from datetime import timedelta

from django.db import models
from django.utils import timezone

WINDOW = timedelta(minutes=15)


class FailedSignInQuerySet(models.QuerySet):
    def recent(self):
        return self.filter(at__gt=timezone.now() - WINDOW)

    def stale(self):
        return self.filter(at__lte=timezone.now() - WINDOW)


class FailedSignIn(models.Model):
    """A password that was wrong; kept a quarter of an hour, under seals, no names."""

    account = models.CharField(max_length=64)
    origin = models.CharField(max_length=64)
    device = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = FailedSignInQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["origin", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
