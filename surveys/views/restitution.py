from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from audit.shelf import shelved
from surveys.charts import factor_blocks
from surveys.models import Cell, Change
from surveys.views.finding import address, cells_of, changes_of, frame, version_of


@login_not_required
@shelved
def restitution(request, year):
    """One page to project in the meeting: large, the essential alone."""
    return render(request, "surveys/restitution.html", sheet(request, year))


@login_not_required
@shelved
def a4(request, year):
    """The same on one sheet of paper."""
    return render(request, "surveys/a4.html", sheet(request, year))


def sheet(request, year):
    version = version_of(request, year)
    cells = cells_of(request, version).national()
    changes = changes_of(request, version).filter(kind=Change.Kind.CHANGE)
    return frame(request, version, None) | {
        "samples": cells.filter(kind=Cell.Kind.SAMPLE),
        "blocks": factor_blocks(
            list(cells.factors()),
            list(changes),
            version.weak_level,
            lambda factor: address("factor", version, None, int(factor)),
        ),
    }
