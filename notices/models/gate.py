from django.db import models
from django.utils import timezone


class Gate(models.Model):
    """The one way out, shared by all workers: how fast, and whether it is shut.

    `shut_until` lies ahead while the provider is down; `failures` in a row make it
    longer; `tokens` are the letters that may still leave in this minute.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    shut_until = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)
    tokens = models.FloatField(default=0)
    refilled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="there_is_one_way_out"
            ),
        ]

    def __str__(self):
        return f"{self.failures} {self.trouble}".strip()
