"""A factor between two waves and between the two groups, from the cells of each."""

from surveys.decisions import round_points
from surveys.estimates import Difference, Estimate, difference, holm, verdict
from surveys.models import Cell, Change, Group, Version

MEASURED = ("d", "low", "high", "p_value")


def national_factors(version):
    cells = version.cells.filter(kind=Cell.Kind.FACTOR, breakdown="")
    return {(cell.factor, cell.group): cell for cell in cells}


def asked(version):
    """What makes the questions of a factor the same: code, scale, sense and wording."""
    found = {}
    for q in version.questions.filter(is_asked=True):
        items = found.setdefault((q.factor, q.group), {})
        items[q.code] = (q.scale, q.is_reversed, q.wording_fr, q.comparable_since)
    return found


def changed_codes(old, new, year):
    """Questions added, dropped or changed since the year of the older wave."""
    return sorted(
        code
        for code in old.keys() | new.keys()
        if code not in old
        or code not in new
        or old[code][:3] != new[code][:3]
        or new[code][3] > year
    )


def earlier_waves(version):
    return (
        Version.objects.current()
        .filter(wave__year__lt=version.wave.year)
        .select_related("wave")
    )


def changes(version):
    """Against every earlier published wave, with Holm over the tests of each pair."""
    made = []
    new, questions = national_factors(version), asked(version)
    for older in earlier_waves(version):
        old, before = national_factors(older), asked(older)
        pair = []
        for key in sorted(old.keys() & new.keys()):
            codes = changed_codes(
                before.get(key, {}), questions.get(key, {}), older.wave.year
            )
            pair.append(change(version, older, old[key], new[key], codes))
        judge(pair)
        made += pair
    return made


def change(version, older, first, second, codes):
    made = Change(
        version=version,
        against=older,
        kind=Change.Kind.CHANGE,
        code=second.code,
        factor=second.factor,
        group=second.group,
        level=max(first.level, second.level),
    )
    if older.mode != version.mode:
        made.broken_by = Change.Break.MODE
    elif codes:
        made.broken_by, made.broken_codes = Change.Break.QUESTIONS, ", ".join(codes)
    else:
        measure(made, first, second)
    return made


def measure(made, first, second):
    """The difference itself, where both figures are shown."""
    if not (first.is_shown and second.is_shown):
        made.broken_by = Change.Break.HIDDEN
        return
    found = difference(Estimate(**first.exact), Estimate(**second.exact))
    made.d, made.low, made.high = map(round_points, (found.d, found.low, found.high))
    made.exact = {name: getattr(found, name) for name in MEASURED}
    if Cell.Status.CAUTION in (first.status, second.status):
        made.broken_by = Change.Break.CAUTION


def judge(pair):
    """Holm over the tests that were made, then one of three words."""
    tested = [
        c
        for c in pair
        if not c.broken_by and c.exact and c.exact["p_value"] is not None
    ]
    adjusted = holm([c.exact["p_value"] for c in tested])
    for made, value in zip(tested, adjusted, strict=True):
        made.exact["holm"] = value
    for made in pair:
        if made.exact and not made.broken_by:
            found = Difference(**{k: made.exact[k] for k in MEASURED})
            made.verdict = verdict(found, made.exact.get("holm"))


def gaps(version):
    """Private sector minus officials, factor by factor."""
    cells = national_factors(version)
    made = []
    for factor in sorted({factor for factor, _ in cells}):
        first = cells.get((factor, Group.OFFICIALS))
        second = cells.get((factor, Group.PRIVATE))
        if first and second:
            gap = Change(
                version=version,
                against=version,
                kind=Change.Kind.GAP,
                code=first.code,
                factor=factor,
                level=max(first.level, second.level),
            )
            measure(gap, first, second)
            made.append(gap)
    return made
