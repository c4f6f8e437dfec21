"""The meetings of a year as light rows, in a fixed number of queries."""

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Invitation, Level, Meeting
from meetings.words import clock

FIELDS = (
    "pk",
    "programme__year",
    "kind",
    "title",
    "title_en",
    "committee__name",
    "committee__name_en",
    "starts_at",
    "ends_at",
    "room__name",
    "room__name_en",
    "place",
    "lead__acronym",
    "level",
    "state",
)


class Hours(dict):
    """Hours in words, each put into words once."""

    def __missing__(self, moment):
        self[moment] = clock(moment)
        return self[moment]


def rows(meetings):
    """One dict a meeting, everything in words, in the order of the queryset."""
    found = list(meetings.values(*FIELDS))
    guests = acronyms(row["pk"] for row in found)
    kinds, states = dict(Meeting.Kind.choices), dict(Meeting.State.choices)
    kinds = {code: capfirst(str(label)) for code, label in kinds.items()}
    states = {code: str(label) for code, label in states.items()}
    levels = {code: str(label) for code, label in Level.choices}
    english = get_language() == "en"
    days, roots, hours = {}, {}, Hours()
    for row in found:
        starts = timezone.localtime(row["starts_at"])
        ends = timezone.localtime(row["ends_at"])
        day, year = starts.date(), row["programme__year"]
        if day not in days:
            days[day] = date_format(day, "l j F")
        if year not in roots:
            roots[year] = reverse("meetings:year", args=[year])
        row.update(
            day=day,
            day_name=days[day],
            starts=hours[starts.time()],
            ends=hours[ends.time()],
            url=f"{roots[year]}{row['pk']}/",
            kind_name=kinds[row["kind"]],
            state_name=states[row["state"]],
            level_name=levels[row["level"]],
            title=own(row, "title", english),
            committee=own(row, "committee__name", english),
            where=row["place"] or own(row, "room__name", english),
            organisations=", ".join(guests[row["pk"]]),
        )
        row["frame"] = frame(row, guests[row["pk"]])
    return found


def frame(row, guests):
    """Who meets, short enough for a calendar."""
    if row["committee"]:
        return row["committee"]
    if not guests:
        return row["kind_name"]
    if len(guests) > 4:
        return _("%(kind)s · %(count)s organisations") % {
            "kind": row["kind_name"],
            "count": len(guests),
        }
    return f"{row['kind_name']} · {row['organisations']}"


def own(row, name, english):
    """A text in the reader's language, the original where there is no other."""
    return (english and row[f"{name}_en"]) or row[name] or ""


def acronyms(meetings):
    """Who is invited to each of the meetings."""
    guests = defaultdict(list)
    for pk, acronym in (
        Invitation.objects.filter(meeting__in=list(meetings))
        .order_by("pk")
        .values_list("meeting_id", "organisation__acronym")
    ):
        guests[pk].append(acronym)
    return guests
