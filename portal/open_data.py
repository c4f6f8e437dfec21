"""What may be taken away and used again: each set, its files, its last change."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from audit.chain import heads
from audit.models import Entry
from commitments.models import Commitment
from instructions.models import Version
from meetings.models import Meeting, Programme, Topic
from surveys.models import Download, Level
from surveys.models import Version as Wave

STRANGER = AnonymousUser()
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class File:
    name: str
    format: str
    url: str


@dataclass(frozen=True)
class Set:
    """One set of open data; the page about it says what the words mean."""

    title: str
    about: str
    page: str
    files: list
    changed_at: datetime | None


def sets():
    return [
        *programmes(),
        topics(),
        commitments(),
        texts(),
        *waves(),
        directory(),
        seals(),
    ]


def files(*rows):
    return [
        File(name, kind, reverse(view, args=args)) for name, kind, view, args in rows
    ]


def last(rows, field):
    return rows.aggregate(at=Max(field))["at"]


def programmes():
    """One set a published year."""
    shown = Programme.objects.visible_to(STRANGER).order_by("-year")
    changed = dict(
        Meeting.objects.visible_to(STRANGER)
        .order_by()
        .values("programme__year")
        .annotate(at=Max("updated_at"))
        .values_list("programme__year", "at")
    )
    for year in dict.fromkeys(shown.values_list("year", flat=True)):
        yield Set(
            _("Meetings of %(year)s") % {"year": year},
            _(
                "Date, subject, place, committee, organisations and state of each meeting."
            ),
            reverse("meetings:year", args=[year]),
            files(
                (_("Programme"), "CSV", "meetings:year_csv", [year]),
                (_("Programme"), "XLSX", "meetings:year_xlsx", [year]),
                (_("Calendar"), "iCalendar", "meetings:year_ics", [year]),
            ),
            changed.get(year),
        )


def topics():
    return Set(
        _("Proposed topics"),
        _("What organisations ask to discuss, for what meeting, and its state."),
        reverse("meetings:topics"),
        files((_("Topics"), "CSV", "meetings:topics_csv", [])),
        last(Topic.objects.visible_to(STRANGER), "updated_at"),
    )


def commitments():
    return Set(
        _("Commitments"),
        _("What was promised, by whom, to whom, for when, and whether it was kept."),
        reverse("commitments:register"),
        files(
            (pgettext("of commitments", "Register"), "CSV", "commitments:csv", []),
            (pgettext("of commitments", "Register"), "XLSX", "commitments:xlsx", []),
            (pgettext("of commitments", "Register"), "JSON", "commitments:json", []),
            (_("Changes"), "Atom", "commitments:atom", []),
            (_("Indicators"), "CSV", "commitments:indicators_csv", []),
        ),
        last(Commitment.objects.visible_to(STRANGER), "changed_at"),
    )


def texts():
    return Set(
        _("Instructions and other texts"),
        _(
            "Every published text with its status today; each text has its own JSON with"
            " all versions, articles and relations."
        ),
        reverse("instructions:library"),
        files(
            (_("Texts"), "CSV", "instructions:library_csv", []),
            (_("Texts"), "JSON", "instructions:library_json", []),
            (_("New texts"), "Atom", "instructions:atom", []),
            (_("Readings, sealed"), "Atom", "instructions:chain", []),
        ),
        last(Version.objects.visible_to(STRANGER).published(), "published_at"),
    )


def waves():
    """The latest version of each published wave, and the feed of them all."""
    versions = Wave.objects.visible_to(STRANGER).current().select_related("wave")
    found = Download.objects.visible_to(STRANGER).filter(level=Level.PUBLIC)
    names = {}
    for version, name in found.values_list("version", "name"):
        names.setdefault(version, []).append(name)
    for version in versions:
        year, number = version.wave.year, version.number
        rows = [
            (name, name.rsplit(".", 1)[-1].upper(), "surveys:download")
            for name in names.get(version.pk, [])
            if name.endswith((".csv", ".xlsx", ".json"))
        ]
        yield Set(
            _("Survey: %(wave)s") % {"wave": version.wave.name},
            _(
                "Every figure that may be published, with its interval and its warnings."
            ),
            version.get_absolute_url(),
            files(
                *(
                    (name, kind, view, [year, number, name])
                    for name, kind, view in rows
                ),
                (_("New waves and corrections"), "Atom", "surveys:atom", []),
            ),
            version.published_at,
        )


def directory():
    kinds = ["accounts.organisation", "accounts.office"]
    return Set(
        pgettext("open data", "Directory"),
        _("Organisations, customs offices and enquiry points: what each answers for."),
        reverse("accounts:directory"),
        files((_("Directory"), "CSV", "accounts:directory_csv", [])),
        last(Entry.objects.filter(about_type__in=kinds), "at"),
    )


def seals():
    found = heads()
    return Set(
        _("Seals of the record"),
        _("One seal a day over everything that was written in the audit trail."),
        reverse("audit:seals"),
        files((_("Seals"), "TXT", "audit:seals_txt", [])),
        found[0].made_at if found else None,
    )
