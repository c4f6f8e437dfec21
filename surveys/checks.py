"""What stands in the way of approval, and what only deserves a look."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.models import Cell, Change, Group

LOW_RESPONSE = 0.20


def errors(version):
    """Sentences that block."""
    found = []
    if not version.computed_at or version.wants_computing:
        found.append(_("The figures have not been computed yet."))
    if version.audit.get("findings"):
        found.append(_("The audit found a hidden cell that the totals give away."))
    if version.audit.get("leaks"):
        found.append(
            _(
                "Beside an earlier version, these figures would tell how a few people "
                "answered. Either the published figures stay until the next wave, or "
                "“Withdraw the earlier versions” is chosen under “Parameters and "
                "texts”: they then leave the portal when this version is published."
            )
        )
    if not version.methodology.strip():
        found.append(_("The methodology is missing."))
    if version.is_correction and not version.note.strip():
        found.append(_("A correction needs its public note."))
    return found


def warnings(version):
    """Sentences that do not block."""
    found = []
    if not version.methodology_en.strip():
        found.append(_("The methodology has no English text."))
    if not version.finding.strip():
        found.append(_("There is no sentence of finding."))
    if version.is_correction and not version.note_en.strip():
        found.append(_("The public note has no English text."))
    if version.withdraws_earlier:
        found.append(
            _(
                "The earlier versions will be withdrawn; whoever kept their files can "
                "still compare them with this one."
            )
        )
    found += [banner for _group, banner in response_banners(version)]
    broken = version.changes.filter(
        broken_by__in=[Change.Break.MODE, Change.Break.QUESTIONS]
    ).count()
    if broken:
        found.append(
            ngettext(
                "%(count)s change is not tested: the series is broken.",
                "%(count)s changes are not tested: the series is broken.",
                broken,
            )
            % {"count": broken}
        )
    unsure = version.cells.filter(breakdown="", status=Cell.Status.CAUTION).count()
    if unsure:
        found.append(
            ngettext(
                "%(count)s figure of a whole group is to be used with caution.",
                "%(count)s figures of whole groups are to be used with caution.",
                unsure,
            )
            % {"count": unsure}
        )
    return found


def response_rates(version):
    """{group: share that answered}, None where the number invited is unknown."""
    sizes = {
        cell.group: cell.base
        for cell in version.cells.filter(kind=Cell.Kind.SAMPLE, breakdown="")
        if cell.base
    }
    return {
        group: size / version.invited(group) if version.invited(group) else None
        for group, size in sizes.items()
    }


def response_banners(version):
    """(group, sentence) where the response rate is low or unknown."""
    for group, rate in response_rates(version).items():
        name = Group(group).label
        if rate is None:
            yield (
                group,
                _("%(group)s: the response rate is unknown.") % {"group": name},
            )
        elif rate < LOW_RESPONSE:
            yield (
                group,
                _(
                    "%(group)s: fewer than one in five of those invited answered; "
                    "the figures may not speak for the others."
                )
                % {"group": name},
            )
