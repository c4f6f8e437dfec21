"""The desk of a mandate: everything that its next holder will find there.

A section is a function of a mandate that yields `Paper`s; nothing of it is stored,
so the desk of whoever holds the function next is the same by construction.
"""

from django.utils.translation import gettext_lazy as _

from portal.desk import customs, partners
from portal.desk.paper import Section

SECTIONS = (
    (_("Meetings in charge"), customs.meetings),
    (_("Committees"), customs.committees),
    (_("Topics before these committees"), customs.topics),
    (_("Seats on committees"), partners.seats),
    (_("Convocations"), partners.convocations),
    (_("Topics proposed or followed"), partners.topics),
    (_("Commitments to keep"), partners.commitments),
    (_("Commitments to confirm"), partners.to_confirm),
)


def desk(mandate):
    """What belongs to the function, section by section; empty ones are left out.

    A mandate that does not run has no desk: it lies with whoever holds the function.
    """
    if not mandate.runs():
        return []
    sections = [Section(title, list(found(mandate))) for title, found in SECTIONS]
    return [section for section in sections if section.papers]
