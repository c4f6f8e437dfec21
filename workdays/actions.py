"""Fill the tables of holidays and office hours; what stands there is never touched."""

from collections import Counter
from datetime import date, time, timedelta

import holidays
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from workdays.models import Holiday, OfficeHours, Weekday

YEARS = range(2000, 2101)
END_OF_RAMADAN = "Eid al-Fitr"
RAMADAN = timedelta(days=30)

# Days that a country keeps and that the holidays package does not know (yet).
UNKNOWN_TO_THE_PACKAGE = {
    "ML": [
        (
            2023,
            (1, 14),
            "Journée nationale de la souveraineté retrouvée",
            "National Day of Recovered Sovereignty",
        )
    ]
}

MONDAY_TO_THURSDAY = (
    Weekday.MONDAY,
    Weekday.TUESDAY,
    Weekday.WEDNESDAY,
    Weekday.THURSDAY,
)
MORNING, NOON, LUNCH_ENDS = time(7, 30), time(12, 30), time(13)
HOURS = {
    "ML": {
        **dict.fromkeys(MONDAY_TO_THURSDAY, (MORNING, time(16), NOON, LUNCH_ENDS)),
        Weekday.FRIDAY: (MORNING, time(17, 30), NOON, time(14, 30)),
    }
}
RAMADAN_HOURS = {
    "ML": {
        **dict.fromkeys(MONDAY_TO_THURSDAY, (MORNING, time(16, 30), None, None)),
        Weekday.FRIDAY: (MORNING, NOON, None, None),
    }
}


def seed_year(*, year, by=None):
    """Seed what a year needs; give the rows that are new."""
    return [
        *seed_office_hours(by=by),
        *seed_holidays(year=year, by=by),
        *seed_ramadan_hours(year=year, by=by),
    ]


@transaction.atomic
def seed_holidays(*, year, by=None):
    """Add the holidays of a year; a movable feast waits to be confirmed.

    A row remembers what it grew from, so a feast that was moved, renamed or
    declared worked is not seeded a second time.
    """
    if year not in YEARS:
        raise Refused(_("The year must lie between 2000 and 2100."))
    created = []
    for seed, day, name, name_en, is_confirmed in _known_holidays(year):
        if Holiday.objects.filter(day=day, name=name).exists():
            continue
        holiday, is_new = Holiday.objects.get_or_create(
            seed=seed,
            defaults={
                "day": day,
                "name": name,
                "name_en": name_en,
                "is_confirmed": is_confirmed,
            },
        )
        if is_new:
            record("holiday.seeded", holiday, by=by)
            created.append(holiday)
    return created


def _known_holidays(year):
    """Yield seed, day, name, English name and whether the day is certain."""
    original, english = _calendar(year, "fr"), _calendar(year, "en_US")
    estimated = english.tr(getattr(english, "estimated_label", "%s"))
    seen = Counter()
    for day in sorted(english):
        for name, name_en in zip(
            original.get_list(day), english.get_list(day), strict=True
        ):
            plain_en, is_confirmed = _without_label(name_en, estimated)
            plain, _certain = _without_label(
                name, original.tr(getattr(original, "estimated_label", "%s"))
            )
            seen[plain_en] += 1
            yield (
                f"{year} {plain_en} {seen[plain_en]}",
                day,
                plain.replace("'", "’"),
                plain_en if plain_en != plain else "",
                is_confirmed,
            )
    for since, (month, number), name, name_en in UNKNOWN_TO_THE_PACKAGE.get(
        settings.COUNTRY, []
    ):
        day = date(year, month, number)
        if year >= since and day not in english:
            yield f"{year} {name_en} 1", day, name, name_en, True


def _calendar(year, language):
    """The package's holidays in a language it has, or in the country's own."""
    country = holidays.country_holidays(settings.COUNTRY)
    spoken = [code for code in country.supported_languages if code.startswith(language)]
    return holidays.country_holidays(
        settings.COUNTRY,
        years=year,
        language=spoken[0] if spoken else country.default_language,
    )


def _without_label(name, label):
    """The name without "(estimated)", and whether it stood without."""
    before, after = label.split("%s")
    if label == "%s" or not (name.startswith(before) and name.endswith(after)):
        return name, True
    return name[len(before) : len(name) - len(after)], False


@transaction.atomic
def seed_office_hours(*, by=None):
    """Add the country's usual office hours where none stand yet."""
    if OfficeHours.objects.filter(starts_on=None).exists():
        return []
    return _add_hours(HOURS.get(settings.COUNTRY, {}), by)


@transaction.atomic
def seed_ramadan_hours(*, year, by=None):
    """Add the hours of each Ramadan that ends in a year, to be confirmed."""
    created = []
    hours = RAMADAN_HOURS.get(settings.COUNTRY, {})
    for feast in Holiday.objects.filter(seed__startswith=f"{year} {END_OF_RAMADAN}"):
        around = (feast.day - 2 * RAMADAN, feast.day + RAMADAN)
        if OfficeHours.objects.filter(ends_on__range=around).exists():
            continue
        created += _add_hours(
            hours,
            by,
            starts_on=feast.day - RAMADAN,
            ends_on=feast.day - timedelta(days=1),
            period="Ramadan",
            is_confirmed=feast.is_confirmed,
        )
    return created


def _add_hours(hours, by, **period):
    created = []
    for weekday, (opens_at, closes_at, break_starts_at, break_ends_at) in hours.items():
        row, is_new = OfficeHours.objects.get_or_create(
            weekday=weekday,
            starts_on=period.get("starts_on"),
            defaults={
                "opens_at": opens_at,
                "closes_at": closes_at,
                "break_starts_at": break_starts_at,
                "break_ends_at": break_ends_at,
            }
            | period,
        )
        if is_new:
            record("officehours.seeded", row, by=by)
            created.append(row)
    return created


@transaction.atomic
def confirm(*, holidays, by):
    """Holidays that were announced are certain from now on."""
    rows = list(holidays.select_for_update().filter(is_confirmed=False))
    for holiday in rows:
        before = picture(holiday)
        holiday.is_confirmed = True
        holiday.save(update_fields=["is_confirmed"])
        record("holiday.confirmed", holiday, by=by, before=before)
    return rows
