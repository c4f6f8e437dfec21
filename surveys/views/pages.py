from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from audit.shelf import shelved
from commitments.factors import Factor
from commitments.models import NOT_CLOSED, Commitment
from commitments.reading import rows, show
from surveys import checks
from surveys.charts import (
    Block,
    Row,
    answer_tables,
    by_group,
    change_words,
    composition,
    factor_blocks,
    falls,
    is_weak,
    last_changes,
    part_blocks,
)
from surveys.models import Cell, Change, Group, Level, Version, reader_level
from surveys.opendata.package import as_script, dcat
from surveys.views.finding import (
    address,
    cells_of,
    changes_of,
    frame,
    last_withdrawn,
    version_of,
)
from surveys.words import answer_label, interval, percent

PROMISES = 5


@login_not_required
@shelved
def index(request):
    """The waves, with what is being prepared for those who prepare it."""
    versions = Version.objects.visible_to(request.user).select_related("wave")
    published = list(versions.current())
    sizes = Cell.objects.visible_to(request.user).filter(
        kind=Cell.Kind.SAMPLE, breakdown="", version__in=published
    )
    for version in published:
        version.samples = by_group([c for c in sizes if c.version_id == version.pk])
    context = {
        "published": published,
        "prepared": versions.filter(state__in=Version.PREPARED),
        "withdrawn": versions.filter(state=Version.State.WITHDRAWN),
    }
    return render(request, "surveys/index.html", context)


@login_not_required
@shelved
def wave(request, year, number=None):
    """The ten factors of one version, both groups; where it went, the reason."""
    try:
        version = version_of(request, year, number)
    except Http404:
        if number is not None:
            raise
        return redirect(last_withdrawn(request, year))
    cells = list(cells_of(request, version).exclude(kind=Cell.Kind.QUESTION).national())
    changes = list(changes_of(request, version).filter(kind=Change.Kind.CHANGE))
    factors = [cell for cell in cells if cell.kind == Cell.Kind.FACTOR]
    context = frame(request, version, number) | {
        "samples": by_group([c for c in cells if c.kind == Cell.Kind.SAMPLE]),
        "blocks": factor_blocks(
            factors,
            changes,
            version.weak_level,
            lambda factor: address("factor", version, number, int(factor)),
        ),
        "others": sorted({change.against.wave.year for change in changes}),
        "sizes": sizes(request, version, last_changes(changes).values()),
        "versions": version.wave.versions.filter(state__in=Version.OUT),
        "files": [],
    }
    if version.published_at:
        context["files"] = list(public_files(request, version))
        context["own_files"] = own_files(request, version)
        context["dcat"] = as_script(dcat(version, context["files"]))
    return render(request, "surveys/wave.html", context)


def public_files(request, version):
    files = version.downloads.visible_to(request.user).filter(level=Level.PUBLIC)
    return files.defer("content")


def own_files(request, version):
    """The results with everything that this reader's level adds."""
    level = reader_level(request.user)
    if level == Level.PUBLIC:
        return []
    files = version.downloads.visible_to(request.user).filter(level=level)
    return files.defer("content")


@login_not_required
@shelved
def factor(request, year, factor, number=None):
    """One factor: trend, gap, verdict, parts and questions."""
    if factor not in Factor.values:
        raise Http404
    version = version_of(request, year, number)
    cells = list(cells_of(request, version).filter(factor=factor))
    own = [cell for cell in cells if cell.kind == Cell.Kind.FACTOR]
    changes = list(changes_of(request, version).filter(factor=factor))
    last = last_changes(c for c in changes if c.kind == Change.Kind.CHANGE)
    questions = list(version.questions.filter(factor=factor, is_asked=True))
    gap = next((c for c in changes if c.kind == Change.Kind.GAP), None)
    national = [cell for cell in own if not cell.breakdown]
    fallen = falls(last)
    context = frame(request, version, number) | {
        "factor": Factor(factor),
        "trend": trend(request, version, [(f"F{factor}", group) for group in Group]),
        "verdicts": [(Group(key[1]).label, change_words(c)) for key, c in last.items()],
        "gap": gap,
        "gap_words": interval(gap) if gap and gap.d is not None else "",
        "parts": part_blocks(own, version.breakdowns.all()),
        "questions": question_blocks(cells, questions, version, number),
        "is_weak": any(is_weak(c, fallen, version.weak_level) for c in national),
        "sizes": sizes(request, version, last.values()),
    }
    return render(request, "surveys/factor.html", context | promises(request, factor))


def promises(request, factor):
    """What was promised on a factor: what is still owed comes first."""
    seen = Commitment.objects.visible_to(request.user).filter(factor=factor)
    found = sorted(
        rows(seen).order_by("due_on", "reference"),
        key=lambda commitment: commitment.state not in NOT_CLOSED,
    )
    return {"promises": show(found[:PROMISES]), "promised": len(found)}


def sizes(request, version, changes):
    """Who answered in this wave and in the one that it is compared with."""
    versions = {change.against for change in changes} | {version}
    cells = Cell.objects.visible_to(request.user).filter(
        kind=Cell.Kind.SAMPLE, version__in=versions
    )
    found = {}
    for cell in cells.select_related("version__wave"):
        found.setdefault(cell.version.wave.year, []).append(cell)
    return [(year, composition(found[year])) for year in sorted(found)]


def question_blocks(cells, questions, version, number):
    found = {cell.code: cell for cell in cells if not cell.breakdown}
    blocks = []
    for group in Group:
        rows = [
            Row(
                found[q.code],
                f"{q.code} {q.wording}",
                address("question", version, number, q.code),
            )
            for q in questions
            if q.group == group and q.code in found
        ]
        if rows:
            blocks.append(Block(group.label, rows))
    return blocks


def trend(request, version, wanted):
    """The same figures in every wave up to this one, one block for each group."""
    cells = (
        Cell.objects.visible_to(request.user)
        .national()
        .filter(
            code__in=[code for code, _ in wanted],
            version__in=Version.objects.current(),
            version__wave__year__lt=version.wave.year,
        )
        .select_related("version__wave")
    )
    own = cells_of(request, version).national().select_related("version__wave")
    found = [*cells, *own.filter(code__in=[code for code, _ in wanted])]
    blocks = []
    for code, group in wanted:
        rows = [
            Row(cell, str(cell.version.wave.year))
            for cell in sorted(found, key=lambda cell: cell.version.wave.year)
            if cell.group == group and cell.code == code
        ]
        if rows:
            blocks.append(Block(group.label, rows))
    return blocks


@login_not_required
@shelved
def question(request, year, code, number=None):
    """One question: its distribution, its trend and its parts."""
    version = version_of(request, year, number)
    asked = get_object_or_404(version.questions.filter(is_asked=True), code=code)
    cells = list(cells_of(request, version).filter(code=code))
    national = next((cell for cell in cells if not cell.breakdown), None)
    if national is None:
        raise Http404
    shares = [
        (answer_label(asked, answer), percent(share), share)
        for answer, share in (national.shares or {}).items()
    ]
    context = frame(request, version, number) | {
        "question": asked,
        "factor": Factor(asked.factor),
        "factor_address": address("factor", version, number, asked.factor),
        "cell": national,
        "shares": shares,
        "trend": trend(request, version, [(code, Group(asked.group))]),
        "parts": part_blocks(cells, version.breakdowns.all()),
        "answers": answer_tables(cells, version.breakdowns.all(), asked),
    }
    return render(request, "surveys/question.html", context)


@login_not_required
@shelved
def methodology(request, year, number=None):
    """How the figures were made, written from the version's own parameters."""
    version = version_of(request, year, number)
    rates = checks.response_rates(version)
    samples = cells_of(request, version).filter(kind=Cell.Kind.SAMPLE)
    context = frame(request, version, number) | {
        "samples": [
            {
                "cell": cell,
                "rate": percent(round(100 * rates[cell.group]))
                if rates.get(cell.group)
                else "",
                "invited": version.invited(cell.group),
            }
            for cell in by_group([c for c in samples if not c.breakdown])
        ],
        "parts": part_blocks(list(samples), version.breakdowns.all()),
        "hidden": cells_of(request, version).filter(status="c").count(),
    }
    return render(request, "surveys/methodology.html", context)


@login_not_required
@shelved
def comparison(request, year, other):
    """Two published waves side by side, with the composition of both samples.

    The older one stands as it was when the changes were tested, corrected since or not.
    """
    version = version_of(request, year)
    changes = list(
        changes_of(request, version).filter(
            kind=Change.Kind.CHANGE, against__wave__year=other
        )
    )
    if not changes:
        raise Http404
    older = changes[0].against
    factors = {
        (cell.version_id, cell.factor, cell.group): cell
        for cell in Cell.objects.visible_to(request.user)
        .filter(version__in=[version, older], kind=Cell.Kind.FACTOR)
        .national()
    }
    blocks = []
    for change in changes:
        key = (change.factor, change.group)
        rows = [
            Row(factors[v.pk, *key], str(v.wave.year))
            for v in (older, version)
            if (v.pk, *key) in factors
        ]
        title = f"{change.get_factor_display()} – {change.get_group_display()}"
        blocks.append(Block(title, rows, note=change_words(change)))
    samples = Cell.objects.visible_to(request.user).filter(kind=Cell.Kind.SAMPLE)
    context = frame(request, version, None) | {
        "older": older,
        "blocks": blocks,
        "compositions": [
            (
                v.wave.year,
                part_blocks(list(samples.filter(version=v)), v.breakdowns.all()),
            )
            for v in (older, version)
        ],
    }
    return render(request, "surveys/comparison.html", context)
