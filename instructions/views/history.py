"""What happened to a text: its versions, and every change of what describes it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import Entry
from audit.shelf import shelved
from instructions.models import Audience, Instruction, Version, label_name
from instructions.views.find import text_or_404

SHOWN = ("title_en", "audience", "keywords", "offices", "labels")


@dataclass
class Event:
    """One thing that happened: when, what, and what it was before and after."""

    at: datetime
    what: str
    version: object = None
    reason: str = ""
    changes: list = field(default_factory=list)


@login_not_required
@shelved
def history(request, slug):
    """Public: what is signed never changes, what describes it changes in sight."""
    instruction = text_or_404(request.user, slug)
    events = [*of_versions(request.user, instruction), *of_description(instruction)]
    events.sort(key=lambda event: event.at, reverse=True)
    return render(
        request,
        "instructions/history.html",
        {"instruction": instruction, "events": events},
    )


def of_versions(user, instruction):
    rows = Version.objects.visible_to(user).filter(instruction=instruction)
    for version in rows.published().without_bodies():
        yield Event(version.signed_at, _("Signed"), version)
        yield Event(version.published_at, _("Publication"), version)
    withdrawn = Entry.objects.filter(
        verb="version.taken_back",
        about_type=Version._meta.label_lower,
        about_id__in=[str(version.pk) for version in rows],
    )
    by_pk = {str(version.pk): version for version in rows}
    for entry in withdrawn:
        version = by_pk[entry.about_id]
        yield Event(entry.at, _("Taken back"), version, entry.reason)


def of_description(instruction):
    """Each change of the description, with what it was; who made it stays inside."""
    verbs = ("instruction.changed", "instruction.labelled")
    for entry in Entry.objects.about(instruction).filter(verb__in=verbs):
        changes = [
            (title(name), shown(name, entry.before.get(name)), shown(name, value))
            for name, value in entry.after.items()
            if name in SHOWN
        ]
        if changes:
            yield Event(entry.at, _("Description changed"), changes=changes)


def title(name):
    if name == "labels":
        return _("Steps, regimes, channels, factors")
    return capfirst(Instruction._meta.get_field(name).verbose_name)


def shown(name, value):
    """A value of the trail in the reader's words."""
    if name == "audience":
        return Audience(value).label if value in Audience.values else value
    if name == "labels":
        value = [str(label_name(*row.split(":"))) for row in value or ()]
    if isinstance(value, (list, Promise)):
        value = ", ".join(value)
    return value or "–"
