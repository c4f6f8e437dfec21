from datetime import time
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Preference(models.Model):
    """How one person, or one address without an account, wants one kind of letter."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DIGEST = "digest", _("in a daily digest")
        OFF = "off", _("not at all")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="preferences",
    )
    email = models.EmailField(_("address"), blank=True)
    kind = models.CharField(_("kind"), max_length=60)
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.AT_ONCE)

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(user__isnull=False),
                name="one_preference_a_person_and_kind",
            ),
            models.UniqueConstraint(
                fields=["email", "kind"],
                condition=Q(user__isnull=True),
                name="one_preference_an_address_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="")
                | (Q(user__isnull=True) & ~Q(email="")),
                name="a_preference_is_of_a_person_or_an_address",
            ),
        ]

    def __str__(self):
        return f"{self.user or self.email}, {self.kind}: {self.get_how_display()}"


def known_zone(name):
    if name not in available_timezones():
        raise ValidationError(_("No time zone has this name."))


class ReadingHours(models.Model):
    """When a person wants to read: the time zone, the quiet hours, the digest."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reading_hours"
    )
    zone = models.CharField(
        _("time zone"), max_length=50, default="", blank=True, validators=[known_zone]
    )
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    digest_at = models.TimeField(_("digest at"), default=time(7))

    class Meta:
        verbose_name = _("reading hours")
        verbose_name_plural = _("reading hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_a_beginning_and_an_end",
                violation_error_message=_("Say both when quiet begins and ends."),
                violation_error_code="quiet_until",
            ),
        ]

    def __str__(self):
        return f"{self.user}"
