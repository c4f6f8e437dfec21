"""The meetings of a year as light rows, in a fixed number of queries."""

from functools import cache

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from audit.prepared import prepared
from meetings.asked import YEAR
from meetings.models import Invitation, Level, Meeting
from meetings.when import days_of
from meetings.words import clock
from workdays.arithmetic import local
from workdays.words import date_format

FIELDS = (
    "programme__year",
    "kind",
    "title",
    "title_en",
    "committee_id",
    "committee__name",
    "committee__name_en",
    "committee__unit__acronym",
    "starts_at",
    "ends_at",
    "room",
    "room__name",
    "room__name_en",
    "place",
    "officer",
    "officer__name",
    "lead__acronym",
    "level",
    "state",
)


class Words:
    """What repeats in a year, put into the reader's words once."""

    def __init__(self):
        self.english = get_language() == "en"
        self.kinds = {k.value: capfirst(str(k.label)) for k in Meeting.Kind}
        self.states = {s.value: str(s.label) for s in Meeting.State}
        self.levels = {level.value: str(level.label) for level in Level}
        self.hour = cache(clock)
        self.root = cache(lambda year: reverse("meetings:year", args=[year]))

    def own(self, row, name):
        """A text in the reader's language, the original where there is no other."""
        return (self.english and row[f"{name}_en"]) or row[name] or ""


def rows(meetings):
    """One dict a meeting, everything in words, in the order of the queryset."""
    return in_words(with_guests(meetings, *FIELDS))


def in_words(found):
    words = Words()
    for row in found:
        put_into_words(row, words)
    return found


def of_year(year):
    """Every meeting of a year, whoever may see it."""
    return in_words(joined(meetings_of(year=year), guests_of(year=year)))


def seen_by(user, year):
    """The meetings of a year that the reader may see."""
    return in_words(joined(meetings_seen(user, year=year), guests_of(year=year)))


def in_order(meetings):
    found = meetings.filter(programme__year=YEAR).order_by("starts_at", "pk")
    return found.values("pk", *FIELDS)


@prepared
def meetings_of():
    return in_order(Meeting.objects)


@prepared_for
def meetings_seen(reader):
    return in_order(Meeting.objects.visible_to(reader))


@prepared
def guests_of():
    return acronyms(Invitation.objects.filter(meeting__programme__year=YEAR))


def put_into_words(row, words):
    days = days_of(row["starts_at"], row["ends_at"])
    row.update(
        day=days[0],
        days=days,
        starts=words.hour(local(row["starts_at"]).time()),
        ends=words.hour(local(row["ends_at"]).time()),
        url=f"{words.root(row['programme__year'])}{row['pk']}/",
        kind_name=words.kinds[row["kind"]],
        state_name=words.states[row["state"]],
        level_name=words.levels[row["level"]],
        lang="fr" if words.english and not row["title_en"] else "",
        title=words.own(row, "title"),
        committee=words.own(row, "committee__name"),
        where=row["place"] or words.own(row, "room__name"),
        organisations=", ".join(row["guests"]),
    )
    row["frame"] = frame(row)


def name_days(rows):
    """Say the days of each row in full, as a list does and a wall does not."""
    name = cache(lambda day: date_format(day, "l j F"))
    for row in rows:
        first, last = row["days"][0], row["days"][-1]
        row["day_name"] = " – ".join(name(day) for day in sorted({first, last}))
    return rows


def frame(row):
    """Who meets, short enough for a calendar."""
    if row["committee"]:
        return row["committee"]
    if not row["guests"]:
        return row["kind_name"]
    if len(row["guests"]) > 4:
        return _("%(kind)s · %(count)s organisations") % {
            "kind": row["kind_name"],
            "count": len(row["guests"]),
        }
    return f"{row['kind_name']} · {row['organisations']}"


def with_guests(meetings, *fields):
    """One dict a meeting, with the acronyms of whom it invites, in two queries."""
    found = list(meetings.values("pk", *fields))
    keys = [row["pk"] for row in found]
    return joined(found, acronyms(Invitation.objects.filter(meeting__in=keys)))


def acronyms(invitations):
    return invitations.order_by("pk").values_list("meeting", "organisation__acronym")


def joined(rows, guests):
    """Each of the rows with its own guests."""
    found = {row["pk"]: row | {"guests": []} for row in rows}
    for pk, acronym in guests:
        if pk in found:
            found[pk]["guests"].append(acronym)
    return list(found.values())
