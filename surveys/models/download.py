from django.db import models

from surveys.models.level import Level, reader_level
from surveys.models.version import Version


class DownloadQuerySet(models.QuerySet):
    def visible_to(self, user):
        versions = Version.objects.reachable()
        return self.filter(version__in=versions, level__lte=reader_level(user))


class Download(models.Model):
    """A file of a published version; it never changes."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="downloads")
    level = models.PositiveSmallIntegerField(choices=Level)
    name = models.CharField(max_length=40)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        ordering = ["level", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "level", "name"],
                name="a_file_stands_once_in_a_version",
            )
        ]

    def __str__(self):
        return f"{self.version} {self.name}"

    @property
    def level_slug(self):
        return Level(self.level).slug
