from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from surveys.models.wave import Group, Wave


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only statement of who may see a version; every page starts here.

        What was published stays visible, with a banner once it is corrected or
        withdrawn. What is prepared is seen by the survey officers and the auditor.
        """
        if user.has_perm("surveys.view_version"):
            return self.all()
        return self.filter(state__in=Version.OUT)

    def waves(self):
        return Wave.objects.filter(pk__in=self.values("wave"))

    def reachable(self):
        """Versions whose figures somebody can still open."""
        return self.filter(state__in=[Version.State.PUBLISHED, Version.State.CORRECTED])

    def current(self):
        return self.filter(state=Version.State.PUBLISHED)

    def due(self, now):
        """Versions whose embargo has passed."""
        return self.filter(state=Version.State.SCHEDULED, publish_at__lte=now)


class Version(models.Model):
    """The figures of a wave as they were published, with everything that made them."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("version", "draft")
        REVIEW = "review", pgettext_lazy("version", "in review")
        APPROVED = "approved", pgettext_lazy("version", "approved")
        SCHEDULED = "scheduled", pgettext_lazy("version", "scheduled")
        PUBLISHED = "published", pgettext_lazy("version", "published")
        CORRECTED = "corrected", pgettext_lazy("version", "corrected")
        WITHDRAWN = "withdrawn", pgettext_lazy("version", "withdrawn")

    class Mode(models.TextChoices):
        TABLET = "tablet", _("interviewers with tablets")
        ONLINE = "online", _("online questionnaire")
        PAPER = "paper", _("paper questionnaire")
        PHONE = "phone", _("telephone interviews")

    OUT = (State.PUBLISHED, State.CORRECTED, State.WITHDRAWN)
    PREPARED = (State.DRAFT, State.REVIEW, State.APPROVED, State.SCHEDULED)

    wave = models.ForeignKey(
        Wave, models.PROTECT, verbose_name=_("wave"), related_name="versions"
    )
    major = models.PositiveSmallIntegerField(default=1, editable=False)
    minor = models.PositiveSmallIntegerField(default=0, editable=False)
    patch = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    mode = models.CharField(_("mode of collection"), max_length=10, choices=Mode)
    starts_on = models.DateField(_("fieldwork from"))
    ends_on = models.DateField(_("fieldwork until"))
    officials_invited = models.PositiveIntegerField(
        _("officials in all"),
        null=True,
        blank=True,
        help_text=_("How many officials there are; empty when unknown."),
    )
    private_invited = models.PositiveIntegerField(
        _("businesses invited"),
        null=True,
        blank=True,
        help_text=_("How many businesses were asked; empty when unknown."),
    )
    methodology = models.TextField(_("methodology"), blank=True)
    methodology_en = models.TextField(_("methodology in English"), blank=True)
    finding = models.TextField(_("finding"), blank=True, max_length=500)
    finding_en = models.TextField(_("finding in English"), blank=True, max_length=500)
    weak_level = models.PositiveSmallIntegerField(
        _("weak under"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("A factor whose interval lies under this share is weak."),
    )
    minimum = models.PositiveSmallIntegerField(
        _("fewest answers shown"),
        default=10,
        validators=[MinValueValidator(10)],
        help_text=_("10 at least: the setting may raise it, never lower it."),
    )
    note = models.TextField(_("public note"), blank=True)
    note_en = models.TextField(_("public note in English"), blank=True)
    withdraws_earlier = models.BooleanField(
        _("withdraw the earlier versions"),
        default=False,
        help_text=_(
            "Their figures and files leave the portal in the minute in which this "
            "version is published; their addresses stay and say why."
        ),
    )
    audit = models.JSONField(default=dict, editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    wants_computing = models.BooleanField(default=False, editable=False)
    computed_at = models.DateTimeField(null=True, editable=False)
    publish_at = models.DateTimeField(_("publish at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    withdrawn_because = models.TextField(blank=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a wave")
        verbose_name_plural = _("versions of waves")
        ordering = ["-wave__year", "-major", "-minor", "-patch"]
        permissions = [("approve_version", "Can approve and publish survey results")]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "major", "minor", "patch"],
                name="a_version_number_stands_once_in_a_wave",
            ),
            models.UniqueConstraint(
                fields=["wave"],
                condition=Q(state="published"),
                name="one_published_version_a_wave",
            ),
            models.UniqueConstraint(
                fields=["wave"],
                condition=Q(state__in=["draft", "review", "approved", "scheduled"]),
                name="one_prepared_version_a_wave",
            ),
            models.CheckConstraint(
                name="the_fewest_answers_shown_are_ten_or_more",
                condition=Q(minimum__gte=10),
                violation_error_message=_("Fewer than 10 answers are never shown."),
                violation_error_code="minimum",
            ),
            models.CheckConstraint(
                name="fieldwork_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Fieldwork must end after it starts."),
                violation_error_code="ends_on",
            ),
        ]

    def __str__(self):
        return f"{self.wave} v{self.number}"

    def get_absolute_url(self):
        return reverse("surveys:version", args=[self.wave.year, self.number])

    @property
    def number(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def is_prepared(self):
        return self.state in self.PREPARED

    @property
    def is_correction(self):
        return (self.major, self.minor, self.patch) != (1, 0, 0)

    @property
    def finding_text(self):
        return (get_language() == "en" and self.finding_en) or self.finding

    @property
    def note_text(self):
        return (get_language() == "en" and self.note_en) or self.note

    @property
    def methodology_text(self):
        return (get_language() == "en" and self.methodology_en) or self.methodology

    def invited(self, group):
        return (
            self.officials_invited if group == Group.OFFICIALS else self.private_invited
        )
