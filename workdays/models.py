from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.formats import time_format
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


class HolidayQuerySet(models.QuerySet):
    def observed(self):
        """The days that close the offices."""
        return self.filter(is_observed=True)

    def of_year(self, year):
        return self.filter(day__range=(date(year, 1, 1), date(year, 12, 31)))


class Holiday(models.Model):
    """A day on which offices are closed; movable feasts wait to be confirmed."""

    day = models.DateField(_("day"), db_index=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=True,
        help_text=_(
            "Movable feasts and bridge days are to be confirmed until announced."
        ),
    )
    is_observed = models.BooleanField(
        _("offices closed"),
        default=True,
        help_text=_("Untick a day that is worked after all; it stays on record."),
    )
    seed = models.CharField(
        max_length=130,
        blank=True,
        editable=False,
        help_text=_("What the seeding calls this day, however it was edited since."),
    )

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "name"],
                name="a_holiday_stands_once_on_a_day",
                violation_error_message=_("This holiday stands on that day already."),
                violation_error_code="day",
            ),
            models.UniqueConstraint(
                fields=["seed"], condition=~Q(seed=""), name="a_seed_grows_once"
            ),
        ]

    def __str__(self):
        return (get_language() == "en" and self.name_en) or self.name


class OfficeHoursQuerySet(models.QuerySet):
    def of_year(self, year):
        """The hours that hold all year, and those of the year's periods."""
        return self.filter(
            Q(starts_on__isnull=True)
            | Q(starts_on__lte=date(year, 12, 31), ends_on__gte=date(year, 1, 1))
        )


class OfficeHours(models.Model):
    """When offices are open on one weekday, all year or in a period such as Ramadan."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))
    break_starts_at = models.TimeField(_("break starts at"), null=True, blank=True)
    break_ends_at = models.TimeField(_("break ends at"), null=True, blank=True)
    starts_on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("Without dates, the hours hold all year outside the periods."),
    )
    ends_on = models.DateField(_("until"), null=True, blank=True)
    period = models.CharField(
        _("period"), max_length=60, blank=True, help_text=_("Such as Ramadan.")
    )
    is_confirmed = models.BooleanField(_("confirmed"), default=True)

    objects = OfficeHoursQuerySet.as_manager()

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
                | Q(
                    break_starts_at__isnull=False,
                    break_ends_at__isnull=False,
                    break_ends_at__gt=F("break_starts_at"),
                ),
                violation_error_message=_("A break must end after it starts."),
                violation_error_code="break_ends_at",
            ),
            models.CheckConstraint(
                name="a_period_of_hours_ends_after_it_starts",
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    ends_on__gte=F("starts_on"),
                ),
                violation_error_message=_("A period must end after it starts."),
                violation_error_code="ends_on",
            ),
            models.UniqueConstraint(
                fields=["weekday"],
                condition=Q(starts_on__isnull=True),
                name="a_weekday_has_one_set_of_hours",
                violation_error_message=_("This weekday has its hours already."),
                violation_error_code="weekday",
            ),
            models.UniqueConstraint(
                fields=["weekday", "starts_on"],
                name="a_weekday_has_one_set_of_hours_in_a_period",
                violation_error_message=_("This weekday has its hours already."),
                violation_error_code="weekday",
            ),
        ]

    def __str__(self):
        return " ".join(
            [
                self.get_weekday_display(),
                f"{time_format(self.opens_at)}–{time_format(self.closes_at)}",
                self.period,
            ]
        ).strip()

    def are_open_at(self, moment):
        return self.opens_at <= moment <= self.closes_at

    def have_break_within(self, starts, ends):
        """Whether the break is touched by what happens between two times."""
        if self.break_starts_at is None:
            return False
        return starts < self.break_ends_at and ends > self.break_starts_at
