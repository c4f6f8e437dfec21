from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from commitments.factors import Factor


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A plan is public once published; its drafts are the officers'."""
        if user.has_perm("commitments.view_plan"):
            return self.all()
        return self.exclude(state=Plan.State.DRAFT)

    def current(self, day=None):
        """What is published for a day, the latest first."""
        day = day or timezone.localdate()
        return self.filter(
            state=Plan.State.PUBLISHED, starts_on__lte=day, ends_on__gte=day
        )


class Plan(models.Model):
    """A partnership plan: what both sides want to reach in some years."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("plan", "draft")
        PUBLISHED = "published", pgettext_lazy("plan", "published")
        CLOSED = "closed", pgettext_lazy("plan", "closed")

    title = models.CharField(_("title"), max_length=200, unique=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    summary = models.TextField(_("summary"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership plan")
        verbose_name_plural = _("partnership plans")
        ordering = ["-starts_on", "-pk"]
        permissions = [("publish_plan", "Can publish and close partnership plans")]
        constraints = [
            models.CheckConstraint(
                name="a_plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A plan must end after it starts."),
                violation_error_code="ends_on",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("commitments:plan", args=[self.pk])

    @property
    def own_title(self):
        """The title in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.title_en) or self.title

    @property
    def own_summary(self):
        return (get_language() == "en" and self.summary_en) or self.summary


class ObjectiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An objective is seen with its plan."""
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def running(self):
        """The objectives under which something may still be promised."""
        return self.exclude(plan__state=Plan.State.CLOSED)


class Objective(models.Model):
    """What a plan wants to reach on one of the ten factors."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, verbose_name=_("plan"), related_name="objectives"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    factor = models.PositiveSmallIntegerField(_("key factor"), choices=Factor)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="an_objective_has_its_own_number_in_a_plan",
                violation_error_message=_("This plan has an objective of that number."),
                violation_error_code="number",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.own_title}"

    @property
    def own_title(self):
        return (get_language() == "en" and self.title_en) or self.title
