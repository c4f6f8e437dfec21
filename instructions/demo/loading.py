"""Puts the fictitious texts into an empty library; every day is counted from today."""

from django.db import transaction

from accounts.models import Office
from commitments.models import Commitment
from instructions import actions
from instructions.demo import dialogue, library
from instructions.demo.writing import Loader
from instructions.models import Instruction


@transaction.atomic
def load():
    """The framework instruction in three versions, and eleven texts around it."""
    if Instruction.objects.exists():
        return
    loader = Loader()
    load_published(loader)
    load_framework(loader)
    dialogue.load(loader)
    load_next_hours(loader)
    for name, promised in library.FULFILS.items():
        promises = Commitment.objects.filter(what__in=promised)
        loader.texts[name].commitments.set(promises)


def load_published(loader):
    for name, published, in_force, changes, relations in library.PUBLISHED:
        waiver, reason = library.WAIVED.get(name, ("minor", "Mesure d’application."))
        if name in library.CONSULTED:
            waiver, reason = "", ""
        version = loader.start(
            name,
            published,
            in_force_on=loader.ago(in_force),
            changes=changes,
            relations=relations,
            waiver=waiver,
            waiver_reason=reason,
        )
        if name in library.CONSULTED:
            dialogue.answered_before(loader, version, published)
        loader.publish(version, published)


def load_framework(loader):
    """Version 2 in force for five months; version 3 soon, later at Diboli."""
    text = loader.texts["cadre"]
    follow(loader, text, library.SECOND, -150, library.CADRE_2, 180)
    office = Office.objects.filter(code="DIB").first()
    dates = {office: loader.ago(-75)} if office else {}
    follow(loader, text, library.THIRD, 45, library.CADRE_3, 6, office_dates=dates)


def follow(loader, text, edits, starts_in, changes, published, **values):
    """The next version of a text, from edits that must all be found in the last."""
    version = actions.start_version(instruction=text, by=loader.editor)
    version = loader.fill(
        version,
        replaced(version.text, edits),
        loader.ago(-starts_in),
        changes,
        waiver="relief",
        waiver_reason="La mesure ne fait que raccourcir des délais imposés au service.",
        **values,
    )
    return loader.publish(version, published)


def replaced(text, edits):
    """A text with edits that must all be found in it."""
    for old, new in edits:
        if old not in text:
            raise LookupError(f"The demonstration's text lacks: {old}")
        text = text.replace(old, new)
    return text


def load_next_hours(loader):
    """The next version of the opening hours is written and waits for its signature."""
    text = loader.texts["horaires"]
    version = actions.start_version(instruction=text, by=loader.editor)
    old, new = library.HOURS
    loader.fill(
        version,
        replaced(version.text, ((old, new),)),
        loader.ago(-30),
        "Le bureau de l’aéroport reçoit les déclarations le samedi matin.",
        waiver="relief",
        waiver_reason="La mesure n’ouvre qu’une facilité.",
        note="Une ouverture de plus, le samedi.",
    )
