from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Office, Organisation
from instructions.models.version import Version


class DifficultyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The organisation that reports, officers of texts, and the office's secretary."""
        if user.has_perm("instructions.view_difficulty"):
            return self.all()
        if user.is_anonymous:
            return self.none()
        seen = Q(organisation__in=user.organisations())
        if user.has_perm("instructions.answer_local_difficulty"):
            seen |= Q(office__in=user.offices())
        return self.filter(seen)

    def answerable_by(self, user):
        if user.has_perm("instructions.change_difficulty"):
            return self.all()
        if user.has_perm("instructions.answer_local_difficulty"):
            return self.filter(office__in=user.offices())
        return self.none()

    def open(self):
        return self.filter(state=Difficulty.State.OPEN)

    def late(self, day=None):
        """Open, and the day of the answer is over."""
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def published(self):
        """Answers of general interest, which everybody reads under the article."""
        return self.filter(is_published=True)


class Difficulty(models.Model):
    """A text does not work at an office: an organisation says so, Customs answers."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("difficulty", "open")
        ANSWERED = "answered", pgettext_lazy("difficulty", "answered")

    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name=_("version"), related_name="difficulties"
    )
    article_key = models.CharField(_("article"), max_length=60, blank=True)
    article_label = models.CharField(max_length=60, blank=True, editable=False)
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name=_("customs office"),
        related_name="difficulties",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="+"
    )
    is_masked = models.BooleanField(
        _("hide our name from the office"),
        default=False,
        help_text=_("The Directorate General still sees it."),
    )
    text = models.TextField(_("difficulty"), max_length=5000)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN, editable=False
    )
    reported_at = models.DateTimeField(default=timezone.now, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    due_on = models.DateField(_("answer due on"), editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    is_published = models.BooleanField(
        _("of general interest"), default=False, editable=False
    )
    question = models.TextField(_("question, as published"), blank=True, editable=False)

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = _("difficulty of application")
        verbose_name_plural = _("difficulties of application")
        ordering = ["-reported_at"]
        permissions = [
            ("answer_local_difficulty", "Can answer difficulties at own offices")
        ]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                name="a_published_answer_has_its_question",
                condition=Q(is_published=False) | ~Q(question="") & ~Q(answer=""),
                violation_error_message=_(
                    "Write the question as it will be published."
                ),
                violation_error_code="question",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("instructions:difficulty", args=[self.pk])

    @property
    def reference(self):
        return f"D-{self.reported_at:%Y}-{self.pk:04d}"

    @property
    def is_late(self):
        return self.state == self.State.OPEN and self.due_on < timezone.localdate()

    def who(self, user):
        """The organisation, unless it hides from the office that reads."""
        own = user.has_perm("instructions.view_difficulty") or (
            user.is_authenticated and user.is_in(self.organisation_id)
        )
        return self.organisation if own or not self.is_masked else None
