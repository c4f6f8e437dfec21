"""The long form: one published figure a line, out of the cells that pages read."""

from surveys.models import Cell, Change, Level

COLUMNS = (
    "wave",
    "group",
    "breakdown",
    "value",
    "level",
    "code",
    "measure",
    "estimate",
    "low",
    "high",
    "n",
    "status",
    "version",
    "note",
)
FICTITIOUS = "données fictives / fictitious data"


def cells_at(version, level):
    return version.cells.filter(level__lte=level).defer("exact")


def results(version, level):
    """Every row that a reader of this level sees."""
    shared = {"wave": version.wave.year, "version": version.number}
    shared["note"] = FICTITIOUS if version.wave.is_fictitious else ""
    rows = []
    for cell in cells_at(version, level):
        rows += [shared | row for row in rows_of(cell)]
    changes = version.changes.filter(level__lte=level).select_related("against__wave")
    rows += [shared | row_of(change) for change in changes]
    return [{column: row[column] for column in COLUMNS} for row in rows]


def rows_of(cell):
    about = {
        "group": cell.group,
        "breakdown": cell.breakdown,
        "value": cell.value,
        "level": Level(cell.level).slug,
        "code": cell.code,
        "status": cell.status,
        "low": None,
        "high": None,
        "n": cell.base,
    }
    name = "respondents" if cell.kind == Cell.Kind.SAMPLE else "favourable"
    figures = {"estimate": cell.estimate, "low": cell.low, "high": cell.high}
    yield about | {"measure": name} | figures
    if cell.kind != Cell.Kind.SAMPLE:
        yield about | {"measure": "mean", "estimate": cell.mean}
    for answer, share in (cell.shares or {}).items():
        yield about | {"measure": f"answer_{answer}", "estimate": share}


def row_of(change):
    measure = change.kind
    if change.kind == Change.Kind.CHANGE:
        measure = f"change_since_{change.against.wave.year}"
    status = Cell.Status.SHOWN
    if change.d is None:
        status = Cell.Status.UNAVAILABLE
    elif change.broken_by:
        status = Cell.Status.CAUTION
    return {
        "group": change.group,
        "breakdown": "",
        "value": "",
        "level": Level(change.level).slug,
        "code": change.code,
        "measure": measure,
        "estimate": change.d,
        "low": change.low,
        "high": change.high,
        "n": None,
        "status": str(status),
    }
