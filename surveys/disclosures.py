"""What is hidden in a version and why, for those who review it."""

from django.utils.translation import gettext_lazy as _

from commitments.factors import Factor
from surveys.models import Cell, Group
from surveys.sidebyside import APART, MOVED, TOLD

RULES = {
    "P1": _("Fewer answers than the minimum."),
    "P2": _("A sensitive question, a small base, and nearly all answered alike."),
    "P3": _("One respondent carries more than half of the weight."),
    "C1": _("Hidden with another, so that the total does not give it away."),
    "C2": _("Hidden because the audit found that others would be too narrow."),
    "C3": _("Hidden because a factor is the mean of its questions and would tell it."),
    "V1": _("Hidden in an earlier version that can still be opened."),
}
WHY = {
    TOLD: _("shown in one version, hidden in the other"),
    MOVED: _("its base moved by a few people, whose answers the difference would tell"),
    APART: _("joined in one version, apart in the other"),
}


def rules_used(version):
    """(rule, what it says, how many cells)."""
    return [
        (rule, RULES[rule], count)
        for rule, count in version.audit.get("rules", {}).items()
    ]


def joined_parts(version):
    """(group, factor, the parts that rule P2 joined)."""
    return [
        (Group(group).label, Factor(factor).label, key.partition("=")[2])
        for group, factor, _breakdown, key, _members in version.audit.get("joined", [])
    ]


def told_beside(version):
    """(earlier version, group, code, part, why) of each leak between versions."""
    return [
        (number, Group(group).label, code, key, WHY[why])
        for number, group, code, key, why in version.audit.get("leaks", [])
    ]


def hidden_parts(version):
    """Part by part: how many figures hide, and by which rules."""
    found = {}
    cells = version.cells.filter(status=Cell.Status.SUPPRESSED).defer("exact")
    for cell in cells:
        key = (cell.group, cell.breakdown, cell.value)
        part = found.setdefault(key, {"count": 0, "rules": {}, "codes": []})
        part["count"] += 1
        part["rules"][cell.rule] = part["rules"].get(cell.rule, 0) + 1
        part["codes"].append(f"{cell.code} ({cell.rule})")
    names = {b.code: b.name for b in version.breakdowns.all()}
    return [
        {
            "group": Group(group).label,
            "part": f"{names.get(breakdown, breakdown)} {value}".strip(),
            "count": part["count"],
            "rules": sorted(part["rules"].items()),
            "codes": ", ".join(part["codes"]),
        }
        for (group, breakdown, value), part in sorted(found.items())
    ]
