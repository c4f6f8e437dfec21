from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.factors import Factor
from surveys.models.level import Level, reader_level
from surveys.models.version import Version
from surveys.models.wave import Group


class CellQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Figures of visible versions at the reader's level; none of a withdrawn one."""
        versions = Version.objects.visible_to(user)
        if not user.has_perm("surveys.view_version"):
            versions = versions.exclude(state=Version.State.WITHDRAWN)
        return self.filter(version__in=versions, level__lte=reader_level(user)).defer(
            "exact"
        )

    def national(self):
        return self.filter(breakdown="")

    def factors(self):
        return self.filter(kind=Cell.Kind.FACTOR)

    def questions(self):
        return self.filter(kind=Cell.Kind.QUESTION)


class Cell(models.Model):
    """One decision and the rounded figures that everything shows.

    `exact` holds the unrounded figures, for tests between waves; no page reads it.
    """

    class Kind(models.TextChoices):
        SAMPLE = "sample", _("sample")
        FACTOR = "factor", _("factor")
        QUESTION = "question", _("question")

    class Status(models.TextChoices):
        SHOWN = "", _("shown")
        CAUTION = "u", _("use with caution")
        SUPPRESSED = "c", _("suppressed")
        UNAVAILABLE = "x", _("not available")
        NOT_APPLICABLE = "z", _("not applicable")

    READABLE = (Status.SHOWN, Status.CAUTION)

    version = models.ForeignKey(Version, models.CASCADE, related_name="cells")
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=20)
    factor = models.PositiveSmallIntegerField(choices=Factor, null=True)
    group = models.CharField(max_length=10, choices=Group)
    breakdown = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=250, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.PUBLIC)
    status = models.CharField(max_length=1, choices=Status, blank=True)
    rule = models.CharField(max_length=2, blank=True)
    estimate = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    mean = models.PositiveSmallIntegerField(null=True)
    base = models.PositiveIntegerField(null=True)
    shares = models.JSONField(null=True)
    exact = models.JSONField(null=True)

    objects = CellQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "factor", "code", "group", "breakdown", "value"]
        indexes = [models.Index(fields=["version", "kind", "breakdown"])]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code", "group", "breakdown", "value"],
                name="a_cell_stands_once_in_a_version",
            )
        ]

    def __str__(self):
        return f"{self.version} {self.code} {self.group} {self.breakdown}={self.value}"

    @property
    def is_shown(self):
        return self.status in self.READABLE


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Changes between versions that are both visible."""
        cells = Cell.objects.visible_to(user)
        return self.filter(
            version__in=cells.values("version"),
            against__in=cells.values("version"),
            level__lte=reader_level(user),
        ).defer("exact")


class Change(models.Model):
    """Second minus first, in points: a factor between two waves, or between the groups."""

    class Kind(models.TextChoices):
        CHANGE = "change", _("change")
        GAP = "gap", _("gap")

    class Verdict(models.TextChoices):
        CLEAR_RISE = "clear_rise", _("clear rise")
        CLEAR_FALL = "clear_fall", _("clear fall")
        POSSIBLE_RISE = "possible_rise", _("possible rise, to be confirmed")
        POSSIBLE_FALL = "possible_fall", _("possible fall, to be confirmed")
        NONE = "none", _("no change shown")

    class Break(models.TextChoices):
        MODE = "mode", _("the mode of collection changed")
        QUESTIONS = "questions", _("the questions changed")
        CAUTION = "caution", _("a figure is to be used with caution")
        HIDDEN = "hidden", _("a figure is not shown")

    version = models.ForeignKey(Version, models.CASCADE, related_name="changes")
    against = models.ForeignKey(Version, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=20)
    factor = models.PositiveSmallIntegerField(choices=Factor)
    group = models.CharField(max_length=10, choices=Group, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.PUBLIC)
    d = models.SmallIntegerField(null=True)
    low = models.SmallIntegerField(null=True)
    high = models.SmallIntegerField(null=True)
    verdict = models.CharField(max_length=15, choices=Verdict, blank=True)
    broken_by = models.CharField(max_length=10, choices=Break, blank=True)
    broken_codes = models.CharField(max_length=300, blank=True)
    exact = models.JSONField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "factor", "group"]

    def __str__(self):
        return f"{self.version} {self.code} {self.group} {self.kind}"

    @property
    def is_fall(self):
        return self.verdict == self.Verdict.CLEAR_FALL
