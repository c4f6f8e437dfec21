from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from meetings.models.meeting import Meeting
from meetings.models.programme import Programme

CLOSES_BEFORE = timedelta(days=15)
ASKING = [Meeting.State.PLANNED, Meeting.State.CONVENED]


class TopicCallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sees the meeting or the programme sees that topics are called for."""
        if user.has_perm("meetings.view_topic"):
            return self.all()
        meeting = Meeting.objects.visible_to(user).filter(pk=OuterRef("meeting"))
        programmes = Programme.objects.visible_to(user)
        return self.filter(Exists(meeting) | Q(programme__in=programmes))

    def open(self, now=None):
        """The calls that take topics at an instant; nobody opens or closes them."""
        now = now or timezone.now()
        return self.filter(
            Q(closes_at__gt=now)
            | Q(closes_at=None, meeting__starts_at__gt=now + CLOSES_BEFORE),
            Q(meeting=None) | Q(meeting__state__in=ASKING),
            Q(programme=None) | ~Q(programme__state=Programme.State.CLOSED),
            opens_at__lte=now,
            withdrawn_at=None,
        )

    def just_closed(self, now, within):
        """The calls whose time ended lately; closed by the clock, not withdrawn."""
        ended = Q(closes_at__gt=now - within, closes_at__lte=now) | Q(
            closes_at=None,
            meeting__starts_at__gt=now + CLOSES_BEFORE - within,
            meeting__starts_at__lte=now + CLOSES_BEFORE,
        )
        return self.filter(
            ended,
            Q(meeting=None) | Q(meeting__state__in=ASKING),
            withdrawn_at=None,
        ).select_related("meeting", "programme")

    def manageable_by(self, user):
        """The national officer's, and those of the meetings that a secretary keeps."""
        if user.has_perm("meetings.change_topic"):
            return self.all()
        return self.filter(meeting__in=Meeting.objects.manageable_by(user))


class TopicCall(models.Model):
    """Topics are asked for a meeting or a year; it opens and closes by its dates."""

    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        verbose_name=_("programme"),
        null=True,
        blank=True,
        related_name="calls",
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="calls",
    )
    text = models.TextField(_("what we ask for"), max_length=2000, blank=True)
    opens_at = models.DateTimeField(_("opens at"), default=timezone.now)
    closes_at = models.DateTimeField(
        _("closes at"),
        null=True,
        blank=True,
        help_text=_("Empty: 15 days before the meeting, wherever it moves."),
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = TopicCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for topics")
        verbose_name_plural = _("calls for topics")
        ordering = ["-opens_at"]
        indexes = [models.Index(fields=["withdrawn_at", "opens_at"])]
        constraints = [
            models.CheckConstraint(
                name="a_call_is_for_a_meeting_or_for_a_year",
                condition=Q(programme__isnull=True, meeting__isnull=False)
                | Q(programme__isnull=False, meeting__isnull=True),
            ),
            models.CheckConstraint(
                name="a_call_closes_after_it_opens",
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A call must close after it opens."),
                violation_error_code="closes_at",
            ),
            models.CheckConstraint(
                name="a_call_for_a_year_says_when_it_closes",
                condition=Q(closes_at__isnull=False) | Q(meeting__isnull=False),
                violation_error_message=_("Say when the call closes."),
                violation_error_code="closes_at",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_call_a_meeting",
            ),
        ]

    def __str__(self):
        return str(self.meeting or self.programme)

    @property
    def closing(self):
        """When it closes, by its own date or by that of its meeting."""
        return self.closes_at or self.meeting.starts_at - CLOSES_BEFORE

    @property
    def has_opened(self):
        return self.opens_at <= timezone.now()

    def is_open(self, now=None):
        now = now or timezone.now()
        return (
            self.withdrawn_at is None
            and self.opens_at <= now < self.closing
            and (self.meeting is None or self.meeting.state in ASKING)
            and (self.programme is None or not self.programme.is_closed())
        )

    def organisations(self):
        """Who is asked: the guests of the meeting, or every partner of the year."""
        active = Organisation.objects.filter(is_active=True)
        if self.meeting_id:
            return active.filter(invitations__meeting=self.meeting_id)
        return active.exclude(kind=Organisation.Kind.CUSTOMS)
