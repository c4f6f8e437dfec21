from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """The two questionnaires; their figures are never averaged into one."""

    OFFICIALS = "officials", _("Customs officials")
    PRIVATE = "private", _("Private sector")


class Wave(models.Model):
    """One round of the survey; its figures live in versions."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    title = models.CharField(_("title"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    is_fictitious = models.BooleanField(
        _("fictitious figures"),
        default=False,
        help_text=_("Said on every page and in every export."),
    )

    class Meta:
        verbose_name = _("survey wave")
        verbose_name_plural = _("survey waves")
        ordering = ["-year"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("surveys:wave", args=[self.year])

    @property
    def name(self):
        """The title in the reader's language."""
        return (get_language() == "en" and self.title_en) or self.title
