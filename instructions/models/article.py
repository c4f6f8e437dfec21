from django.db import models
from django.utils.translation import gettext_lazy as _

from instructions.models.version import Version
from instructions.text.articles import Part


class Article(models.Model):
    """One numbered article of a version; its key stays across versions."""

    version = models.ForeignKey(
        Version, models.CASCADE, verbose_name=_("version"), related_name="articles"
    )
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=250, blank=True)
    section = models.TextField(blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True, editable=False)
    stems = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"], name="an_article_stands_once_in_a_version"
            )
        ]

    def __str__(self):
        return self.heading

    @property
    def part(self):
        return Part(self.label, self.title, self.body, self.key, self.section)

    @property
    def heading(self):
        return f"{self.label}. {self.title}" if self.title else self.label

    @property
    def section_lines(self):
        return [line.lstrip("# ") for line in self.section.split("\n") if line]


class Comparison(models.Model):
    """What changed from the version before, worked out once, at publication."""

    old = models.ForeignKey(Version, models.CASCADE, related_name="+")
    new = models.OneToOneField(Version, models.CASCADE, related_name="comparison")
    changes = models.JSONField()

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")

    def __str__(self):
        return f"v{self.old.number}..v{self.new.number}"
