from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.committee import Committee
from meetings.models.topic import Topic


class EscalationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)

    def answerable_by(self, user):
        """What an officer may answer for the committee above, never for the one below."""
        if user.has_perm("meetings.change_topic"):
            return self.open()
        if user.has_perm("meetings.change_local_meeting"):
            mine = Committee.objects.of_secretary(user)
            return self.open().filter(to_committee__in=mine)
        return self.none()


class Escalation(models.Model):
    """One step up: a committee hands a topic to the one above, which answers it."""

    topic = models.ForeignKey(
        Topic, models.PROTECT, verbose_name=_("topic"), related_name="escalations"
    )
    from_committee = models.ForeignKey(
        Committee, models.PROTECT, verbose_name=_("from"), related_name="sent_up"
    )
    to_committee = models.ForeignKey(
        Committee, models.PROTECT, verbose_name=_("to"), related_name="received"
    )
    reason = models.TextField(_("what was tried, and what is asked"), max_length=4000)
    escalated_at = models.DateTimeField(default=timezone.now, editable=False)
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    due_on = models.DateField(_("answer due on"), editable=False)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["escalated_at", "pk"]
        indexes = [models.Index(fields=["to_committee", "answered_at"])]
        constraints = [
            models.CheckConstraint(
                name="an_answered_escalation_has_its_answer",
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self):
        return f"{self.topic.reference}: {self.from_committee} → {self.to_committee}"
