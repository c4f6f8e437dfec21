"""A year on the wall: twelve months of weeks, each day with what falls on it."""

from calendar import Calendar
from collections import defaultdict
from datetime import date

from django.utils.dates import MONTHS
from django.utils.safestring import SafeString

WEEKS = Calendar()


def months(year, rows, holidays, today=None):
    """Twelve months; `rows` are dicts with a `day`, `holidays` a name for each day."""
    by_day = defaultdict(list)
    for row in rows:
        for day in row.get("days", [row["day"]]):
            by_day[day].append(row | written(day))
    return [
        {
            "number": number,
            "name": MONTHS[number].capitalize(),
            "weeks": [
                [
                    cell(date(year, number, n), by_day, holidays, today) if n else None
                    for n in week
                ]
                for week in WEEKS.monthdayscalendar(year, number)
            ],
            "rows": [
                row
                for day in sorted(by_day)
                if (day.year, day.month) == (year, number)
                for row in by_day[day]
            ],
        }
        for number in range(1, 13)
    ]


def cell(day, by_day, holidays, today):
    """One day of the grid; its rows know whether they are the first of the day."""
    rows = by_day.get(day, ())
    for position, row in enumerate(rows):
        row["is_first"] = position == 0
    classes = [
        name
        for name, holds in (
            ("is-weekend", day.weekday() > 4),
            ("is-holiday", day in holidays),
            ("is-today", day == today),
            ("is-busy", bool(rows)),
            ("has-conflict", any(row.get("is_troubled") for row in rows)),
        )
        if holds
    ]
    return {
        **written(day),
        "css": SafeString(" ".join(classes)),
        "holiday": holidays.get(day, ""),
        "count": len(rows),
    }


def written(day):
    """A day as pages write it, hundreds of times: nothing to format or to escape."""
    iso, number = SafeString(day.isoformat()), SafeString(day.day)
    return {"day": day, "iso": iso, "number": number}
