from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.models.committee import Committee
from meetings.models.invitation import Invitation
from meetings.models.meeting import Level, Meeting


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only statement of who may read minutes.

        Officers read all, a secretary those of own committees. The parties read them
        from their circulation on, everybody else once published, at their level.
        """
        if user.has_perm("meetings.view_meeting"):
            return self.all()
        published = Q(state=Minutes.State.PUBLISHED)
        visible = published & Q(level=Level.PUBLIC)
        if user.is_anonymous:
            return self.filter(visible)
        organisations = user.organisations()
        if organisations:
            invited = Invitation.objects.filter(
                meeting=OuterRef("meeting"), organisation__in=organisations
            )
            asked = self.model.approvals.rel.related_model.objects.filter(
                minutes=OuterRef("pk"), organisation__in=organisations
            )
            party = Q(Exists(invited)) | Q(Exists(asked))
            visible |= published & Q(level=Level.PARTNERS)
            visible |= party & ~Q(state=Minutes.State.DRAFT)
        if user.has_perm("meetings.change_local_meeting"):
            visible |= Q(meeting__committee__in=Committee.objects.of_secretary(user))
        return self.filter(visible)

    def kept_by(self, user):
        """The minutes that an officer writes, circulates and publishes."""
        return self.filter(meeting__in=Meeting.objects.manageable_by(user))

    def circulated(self):
        return self.filter(state=Minutes.State.CIRCULATED)


class Minutes(models.Model):
    """What was said and decided at a meeting, in words that every party approves."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("minutes", "draft")
        CIRCULATED = "circulated", pgettext_lazy("minutes", "circulated")
        APPROVED = "approved", pgettext_lazy("minutes", "approved")
        PUBLISHED = "published", pgettext_lazy("minutes", "published")

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="minutes"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False
    )
    level = models.CharField(
        _("shown to"), max_length=10, choices=Level, default=Level.PARTIES
    )
    women = models.PositiveSmallIntegerField(
        _("women among those present"),
        null=True,
        blank=True,
        help_text=_("Only the number is kept, beside no name."),
    )
    silence_counts = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Whether silence was approval when the minutes were circulated."),
    )
    circulated_at = models.DateTimeField(_("circulated at"), null=True, editable=False)
    corrections_until = models.DateField(
        _("corrections until"), null=True, editable=False
    )
    changed_on = models.DateField(
        null=True, editable=False, help_text=_("When a correction was taken last.")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    text = models.TextField(_("text"), blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["-meeting__starts_at", "-pk"]
        indexes = [models.Index(fields=["state", "corrections_until"])]
        constraints = [
            models.CheckConstraint(
                name="circulated_minutes_have_a_deadline",
                condition=Q(state="draft") | Q(corrections_until__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_minutes_are_sealed",
                condition=Q(state__in=["draft", "circulated"])
                | (Q(approved_at__isnull=False) & ~Q(sha256="") & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="minutes_are_approved_before_they_are_published",
                condition=Q(published_at__isnull=True)
                | Q(published_at__gte=F("approved_at")),
            ),
        ]

    def __str__(self):
        return gettext("Minutes: %(meeting)s") % {"meeting": self.meeting.own_title}

    def get_absolute_url(self):
        return reverse("meetings:minutes", args=self.address)

    @property
    def address(self):
        """What every address below a meeting is made of."""
        return [self.meeting.programme.year, self.meeting_id]

    @property
    def is_sealed(self):
        return self.state in {self.State.APPROVED, self.State.PUBLISHED}

    def is_open_to_corrections(self):
        return (
            self.state == self.State.CIRCULATED
            and timezone.localdate() <= self.corrections_until
        )

    def customs(self):
        """The unit that speaks for Customs."""
        meeting = self.meeting
        unit = meeting.committee.unit if meeting.committee else None
        return meeting.lead or unit or meeting.programme.directorate
