"""The sentence of finding, made from the changes; the analyst may rewrite it."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from surveys.models import Change

CLEAR = (Change.Verdict.CLEAR_RISE, Change.Verdict.CLEAR_FALL)


def generate(version):
    """(French, English)."""
    said = []
    for language in ("fr", "en"):
        with override(language):
            said.append(sentence(version))
    return said


def sentence(version):
    found = version.changes.filter(kind=Change.Kind.CHANGE).select_related(
        "against__wave"
    )
    years = sorted({change.against.wave.year for change in found})
    if not years:
        return _("First wave: there is nothing yet to compare it with.")
    last = [change for change in found if change.against.wave.year == years[-1]]
    clear = [change for change in last if change.verdict in CLEAR]
    if not clear:
        return _("Since %(year)s, no clear change was shown.") % {"year": years[-1]}
    parts = [
        _("%(factor)s, %(group)s: %(verdict)s (%(points)s points)")
        % {
            "factor": change.get_factor_display(),
            "group": change.get_group_display(),
            "verdict": change.get_verdict_display(),
            "points": f"{change.d:+d}".replace("-", "−"),
        }
        for change in clear
    ]
    return _("Since %(year)s: %(changes)s.") % {
        "year": years[-1],
        "changes": pgettext("between two findings", "; ").join(parts),
    }
