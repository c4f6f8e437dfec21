from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.factors import Factor
from surveys.codebook import DONT_KNOW, REFUSED
from surveys.models.level import Level
from surveys.models.version import Version
from surveys.models.wave import Group


class Question(models.Model):
    """One line of the codebook, and who may see its figures."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions")
    code = models.CharField(_("code"), max_length=20)
    group = models.CharField(_("group"), max_length=10, choices=Group)
    factor = models.PositiveSmallIntegerField(_("factor"), choices=Factor)
    scale = models.PositiveSmallIntegerField(_("scale"))
    is_reversed = models.BooleanField(_("reversed"))
    is_sensitive = models.BooleanField(_("sensitive"))
    is_asked = models.BooleanField(_("asked in this wave"), default=True)
    comparable_since = models.PositiveSmallIntegerField(_("comparable since"))
    wording_fr = models.TextField(_("wording"))
    wording_en = models.TextField(_("wording in English"))
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Level, default=Level.PUBLIC
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["group", "factor", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="a_code_stands_once_in_a_version"
            )
        ]

    def __str__(self):
        return self.code

    @property
    def answers(self):
        return [*map(str, range(1, self.scale + 1)), DONT_KNOW, REFUSED]

    @property
    def wording(self):
        return self.wording_en if get_language() == "en" else self.wording_fr


class Breakdown(models.Model):
    """One way to cut the sample, one at a time, and who may see it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="breakdowns")
    code = models.SlugField(_("column"), max_length=30)
    label = models.CharField(_("name"), max_length=60)
    label_en = models.CharField(_("name in English"), max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Level, default=Level.PUBLIC
    )

    class Meta:
        verbose_name = _("breakdown")
        verbose_name_plural = _("breakdowns")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="a_breakdown_stands_once_in_a_version"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return (get_language() == "en" and self.label_en) or self.label
