from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from meetings.models.invitation import Delegate
from meetings.models.meeting import Meeting


class AttendanceQuerySet(models.QuerySet):
    def present(self):
        return self.filter(is_present=True)


class Attendance(models.Model):
    """Somebody was at a meeting, or was expected and was not."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    delegate = models.ForeignKey(
        Delegate, models.SET_NULL, null=True, related_name="attendances"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="attendances",
    )
    organisation_name = models.CharField(
        _("organisation, if it is not in the list"), max_length=150, blank=True
    )
    is_present = models.BooleanField(_("present"), default=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["organisation__kind", "organisation__acronym", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "delegate"],
                name="a_delegate_is_marked_once_at_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="a_person_is_marked_once_at_a_meeting",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.of_whom})"

    @property
    def of_whom(self):
        return str(self.organisation or self.organisation_name or "–")

    @property
    def role(self):
        """The function, or that the person came for the organisation."""
        return self.function or _("delegate")
