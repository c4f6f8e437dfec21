from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Holiday(models.Model):
    """A day on which offices are closed; movable feasts wait to be confirmed."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=True,
        help_text=_(
            "Movable feasts and bridge days are to be confirmed until announced."
        ),
    )

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self):
        return (get_language() == "en" and self.name_en) or self.name


class OfficeHours(models.Model):
    """When offices are open on one weekday, all year or in a period such as Ramadan."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))
    break_starts_at = models.TimeField(_("break starts at"), null=True, blank=True)
    break_ends_at = models.TimeField(_("break ends at"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        ordering = ["weekday", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="offices_close_after_they_open",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Offices must close after they open."),
                violation_error_code="closes_at",
            ),
            models.CheckConstraint(
                name="a_break_ends_after_it_starts",
                condition=Q(break_starts_at__isnull=True, break_ends_at__isnull=True)
                | Q(break_ends_at__gt=F("break_starts_at")),
                violation_error_message=_("A break must end after it starts."),
                violation_error_code="break_ends_at",
            ),
            models.CheckConstraint(
                name="a_period_of_hours_ends_after_it_starts",
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A period must end after it starts."),
                violation_error_code="ends_on",
            ),
        ]

    def __str__(self):
        return (
            f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"
        )
